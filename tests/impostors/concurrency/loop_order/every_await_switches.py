# expect: awaiting_what_is_there: .* at place 2 came c, not b
"""Believes that awaiting a finished task or a free lock takes a turn."""

ORDER = {
    "creating_a_task": "b a c",
    "awaiting_a_coroutine": "b c a d",
    "awaiting_what_is_there": "a b c d",
    "sleeping_for_zero": "a d b c e",
    "taking_turns": "a c b d e g f",
    "calling_soon_and_later": "b c a d",
    "setting_a_result": "c b a d",
    "setting_and_clearing_an_event": "c a b d",
    "sharing_a_lock": "a c b d",
    "cancelling_early_and_late": "e b f",
    "running_out_of_time": "b d",
    "failing_in_gather": "c a d",
    "failing_in_a_task_group": "c b d",
    "all_at_once": "e b d f a c g h",
}

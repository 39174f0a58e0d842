# expect: creating_a_task: .* at place 1 came b, not a
"""Believes that a task starts where it is created, as eager tasks do."""

ORDER = {
    "creating_a_task": "a b c",
    "awaiting_a_coroutine": "a b c d",
    "awaiting_what_is_there": "a b c d",
    "sleeping_for_zero": "a b d c e",
    "taking_turns": "a c b d e g f",
    "calling_soon_and_later": "b d c a",
    "setting_a_result": "c b a d",
    "setting_and_clearing_an_event": "c a b d",
    "sharing_a_lock": "a c b d",
    "cancelling_early_and_late": "e b d f",
    "running_out_of_time": "b d",
    "failing_in_gather": "c a d",
    "failing_in_a_task_group": "c b d",
    "all_at_once": "b e c d f a g h",
}

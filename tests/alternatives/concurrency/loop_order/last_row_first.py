"""The rows in reverse, the letters without spaces between them."""

ORDER = {
    "all_at_once": "ebdfacgh",
    "failing_in_a_task_group": "cbd",
    "failing_in_gather": "cad",
    "running_out_of_time": "bd",
    "cancelling_early_and_late": "ebf",
    "sharing_a_lock": "acbd",
    "setting_and_clearing_an_event": "cabd",
    "setting_a_result": "cbad",
    "calling_soon_and_later": "bcad",
    "taking_turns": "acbdegf",
    "sleeping_for_zero": "adbce",
    "awaiting_what_is_there": "acdb",
    "awaiting_a_coroutine": "bcad",
    "creating_a_task": "bac",
}

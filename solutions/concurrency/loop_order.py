"""Loop order, told in turns of the loop.

The loop owns a queue of callbacks that are ready and a heap of timers. One turn
goes like this: poll the sockets, without waiting if something is ready, else
until the next timer; put the callbacks of the sockets at the end of the queue,
then those of the timers that are due; run as many callbacks as the queue holds
now. What they add waits for the next turn. That is why a timer of zero seconds
comes behind all that was queued before the turn, and why nobody can jump in.

A task is one more callback. `create_task` queues its first step, and a step
runs until the coroutine yields. `await` by itself yields nothing: awaiting a
coroutine is a call, and goes down to whatever it awaits. Only a future that is
not done, or `sleep(0)`, stops the step. A finished task, a free lock, a queue
with room do not stop it, so a loop around `await queue.put(item)` with an
unbounded queue lets nobody else run.

After `sleep(0)` the next step is queued at once: one turn for the others,
whether or not they are done by then. After a future it is queued when the
future is done, by a done callback, and done callbacks are never called inside
`set_result`: they are queued, in the order in which they were added. So an
awaiter resumes a turn after the task it awaits has ended.

`cancel` only asks. A task that waits gets `CancelledError` in its next step,
where its `finally` runs. One that has not started gets it before its first
line, so no `try` of its own was entered: what was opened for a task must not
be closed by that task alone. `timeout` is a timer that cancels, and turns
`CancelledError` into `TimeoutError` where its block ends. `gather` hands on the
first error and lets the others run; a `TaskGroup` cancels them, awaits them
and raises the lot.

`Event.set` wakes those who wait now, and they do not look again. A lock that
is released wakes the first in line, and until that one has come, whoever asks
for the lock queues up behind: first come, first served, and no task can keep
it from the others by taking it back at once.

At work, read code this way, but do not synchronise by counting turns. The
documentation promises the order of `call_soon` and the fairness of a lock, and
hardly more. Two timers for the same moment may fire in any order, uvloop
treats `call_later(0, ...)` as `call_soon`, and with the eager task factory
(3.12) `create_task` does run the first step at once. Where order matters, say
so with an `await`, an event or a queue.

Interview: "What does this print, and why?" Do not guess line by line: write
down the ready queue, and strike out one turn after the other. Say that only an
`await` that must wait can switch, and what follows: code between two of those
is atomic and needs no lock, while code without any blocks everybody. Name the
traps: a coroutine without a task does not run beside you, a task whose
reference nobody keeps may be collected, `gather` does not cancel the siblings.
From another thread only `call_soon_threadsafe` is allowed, since it also wakes
the loop from its poll. Close with what you would not rely on.

Hints
-----
1. Write down a queue. Who stands in it when the coroutine first has to wait,
   and in which order did they get there?
2. Which of these must wait: `await` of a coroutine, of a finished task, of a
   free lock, of `sleep(0)`? The others do not let anybody run.
3. Something becomes ready: a future is done, an event is set, a task is
   cancelled. Does whoever waits for it run there and then, or is it put at the
   end of the queue?
4. At the start of a turn timers that are due join the queue, at its end. What
   is queued during a turn runs in the next.
5. A task that is cancelled gets an exception where it stands. Where does a task
   stand that has not started, and which of its `except` are around that place?
"""

ORDER: dict[str, object] = {
    # The task is queued, and runs when its creator has to wait.
    "creating_a_task": "b a c",
    # A call, although it says `await`: `one` never has to wait.
    "awaiting_a_coroutine": "b c a d",
    # `done` is done and the lock is free: no reason to wait before `await task`.
    "awaiting_what_is_there": "a c d b",
    # One turn for the task, one letter.
    "sleeping_for_zero": "a d b c e",
    # `first` ends in the turn of e, and that queues its awaiter, ahead of `second`.
    "taking_turns": "a c b d e g f",
    # The queue holds b and c when the timer joins it; d is queued when b has been said.
    "calling_soon_and_later": "b c a d",
    # b was queued before the result was set, and the done callback after it.
    "setting_a_result": "c b a d",
    # Both were woken by `set`; that the event is clear again they never see.
    "setting_and_clearing_an_event": "c a b d",
    # Each wants the lock back at once, and finds the other in line before it.
    "sharing_a_lock": "a c b d",
    # `late` is inside its `try`; `early` never gets there.
    "cancelling_early_and_late": "e b f",
    # Inside the block it is a cancellation, outside a TimeoutError.
    "running_out_of_time": "b d",
    # The error comes at once, and the nap goes on.
    "failing_in_gather": "c a d",
    # The error comes when the nap has been cancelled and has ended.
    "failing_in_a_task_group": "c b d",
    # Turn by turn: e, b d f a, c g, nothing, h.
    "all_at_once": "e b d f a c g h",
}

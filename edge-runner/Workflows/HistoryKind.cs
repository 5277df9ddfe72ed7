namespace Arbit.EdgeRunner.Workflows;

/// <summary>What a line of an instance's history says. Its numbers are in journals: never used for anything else. A closed set.</summary>
public enum HistoryKind
{
    /// <summary>Happened: a run began. Data: <see cref="RunStart"/>.</summary>
    Started = 1,

    /// <summary>Happened: number is the call's. Data: the result.</summary>
    ActivityCompleted = 2,

    /// <summary>Happened: number is the call's, name the kind of failure. Data: <see cref="ActivityFailure"/>.</summary>
    ActivityFailed = 3,

    /// <summary>Happened: number is the timer's.</summary>
    TimerFired = 4,

    /// <summary>Happened: name is the event's. Data: its value.</summary>
    EventReceived = 5,

    /// <summary>Happened: number is the sub-workflow's. Data: its result.</summary>
    ChildCompleted = 6,

    /// <summary>Happened: number is the sub-workflow's. Data: why.</summary>
    ChildFailed = 7,

    /// <summary>Decided: number is the call's, name the activity's. Data: the input.</summary>
    ActivityScheduled = 20,

    /// <summary>Decided: number is the timer's, name what it is for. Data: when it is due.</summary>
    TimerCreated = 21,

    /// <summary>Decided: number is the timer's.</summary>
    TimerCancelled = 22,

    /// <summary>Decided: number is the sub-workflow's, name the workflow's. Data: <see cref="ChildStart"/>.</summary>
    ChildStarted = 23,

    /// <summary>Decided. Data: the <see cref="RunStart"/> of the next run.</summary>
    ContinuedAsNew = 30,

    /// <summary>Decided. Data: the result.</summary>
    Completed = 31,

    /// <summary>Decided. Data: why.</summary>
    Failed = 32,
}

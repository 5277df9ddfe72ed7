namespace Arbit.Signals;

/// <summary>What an alert is for. A closed set.</summary>
public enum SignalKind
{
    /// <summary>Bitcoin or gold: may flip the mode.</summary>
    Macro,

    /// <summary>A coin for one of A-Bot's seats.</summary>
    Abot,

    /// <summary>Says only that alerts still come, so that silence is seen (lesson L32).</summary>
    Heartbeat,
}

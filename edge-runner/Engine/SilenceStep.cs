namespace Arbit.EdgeRunner.Engine;

/// <summary>What a silent subscription calls for. A closed list.</summary>
public enum SilenceStep : byte
{
    None,

    /// <summary>This one is given up and asked for again.</summary>
    Resubscribe,

    /// <summary>That did not help: the whole connection is made again.</summary>
    Reconnect,
}

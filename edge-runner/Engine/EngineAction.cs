namespace Arbit.EdgeRunner.Engine;

/// <summary>What the engine can be told to do.</summary>
public enum EngineAction : byte
{
    /// <summary>The first event of a run: what an earlier one left open is settled.</summary>
    Start,

    /// <summary>Nothing new; what is open is managed.</summary>
    Pause,

    /// <summary>No order at all.</summary>
    Halt,

    /// <summary>Active again.</summary>
    Resume,

    /// <summary>The run ends: nothing new is begun, and it is not remembered past the run.</summary>
    Stop,
}

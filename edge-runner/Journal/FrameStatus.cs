namespace Arbit.EdgeRunner.Journal;

/// <summary>What stands at a place of a file where a frame is expected.</summary>
internal enum FrameStatus
{
    /// <summary>A frame that proves itself.</summary>
    Whole,

    /// <summary>The file ends here, between frames.</summary>
    End,

    /// <summary>The file ends inside a frame: its writer was killed, or what came after was cut away.</summary>
    Torn,

    /// <summary>Bytes that never were written like this.</summary>
    Damaged,
}

namespace Arbit.EdgeRunner.Page.State;

/// <summary>The Mode Manager's level: where profit is sent.</summary>
public sealed record ModeView
{
    public required FuelMode Name { get; init; }

    /// <summary>False while the mode is only configured: no signal has set it.</summary>
    public required bool Signalled { get; init; }

    /// <summary>Raised by every flip; an older epoch never acts (lesson L33).</summary>
    public required long Epoch { get; init; }

    /// <summary>When the edge changed to it; null while it is only configured.</summary>
    public DateTimeOffset? Since { get; init; }
}

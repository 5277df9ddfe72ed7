using Arbit.Money;

namespace Arbit.Slow.Operations;

/// <summary>What an operation is asked with; which of it is needed depends on the verb.</summary>
public sealed record OperationRequest
{
    /// <summary>The workflow instance, for approve and refuse.</summary>
    public string? Workflow { get; init; }

    /// <summary>Where only this question is meant: refused where another one is asked by then.</summary>
    public string? Question { get; init; }

    /// <summary>BTC or GOLD, for flip.</summary>
    public string? Mode { get; init; }

    /// <summary>Why, for pause, halt and resume.</summary>
    public string? Reason { get; init; }

    /// <summary>Of what, for deposit and withdraw; null for all.</summary>
    public Amount? Amount { get; init; }

    /// <summary>The operator's own id of it, so that the same asked again is done once; null for a new one.</summary>
    public string? Request { get; init; }
}

using Arbit.Workflows;
using Arbit.Workflows.Transfers;

namespace Arbit.EdgeRunner.Page.State;

/// <summary>Money that was moved between accounts, is on its way, or waits to be.</summary>
public sealed record TransferView
{
    private const string Workflow = "transfer";

    /// <summary>The workflow's.</summary>
    public required string Id { get; init; }

    public required WorkflowState State { get; init; }

    public required string Asset { get; init; }

    /// <summary>What is to arrive; the network's fee comes on top.</summary>
    public required decimal Amount { get; init; }

    public required string From { get; init; }

    /// <summary>A venue, or <see cref="TransferOrder.ColdWallet"/>.</summary>
    public required string To { get; init; }

    /// <summary>For the person who reads it.</summary>
    public required string Why { get; init; }

    public required DateTimeOffset BegunAt { get; init; }

    public required string? Step { get; init; }

    public required string? WaitingFor { get; init; }

    public required bool NeedsDecision { get; init; }

    /// <summary>Null before it has ended, as the three below.</summary>
    public required TransferOutcome? Outcome { get; init; }

    /// <summary>The one that it took; null where it took none.</summary>
    public required string? Network { get; init; }

    /// <summary>What the other end credited.</summary>
    public required decimal? Arrived { get; init; }

    /// <summary>The network's, in the asset.</summary>
    public required decimal? Fee { get; init; }

    /// <summary>Null where it is none, or began before its order was kept.</summary>
    public static TransferView? Of(WorkflowView view)
    {
        if (view.Workflow != Workflow || WrittenJson.Read<TransferOrder>(view.Input) is not { } order)
            return null;
        var result = WrittenJson.Read<TransferResult>(view.Result);
        var shown = WorkflowProgressView.Of(view);
        return new TransferView
        {
            Id = view.InstanceId,
            State = view.State,
            Asset = order.Asset.Code,
            Amount = order.Amount.Value.ToDecimal(),
            From = order.From.Name,
            To = order.To,
            Why = order.Why,
            BegunAt = view.BegunAt,
            Step = view.Failure ?? shown.Step,
            WaitingFor = shown.WaitingFor,
            NeedsDecision = shown.NeedsDecision,
            Outcome = result?.Outcome,
            Network = result?.Network,
            Arrived = result?.Arrived.Value.ToDecimal(),
            Fee = result?.Fee.Value.ToDecimal(),
        };
    }
}

namespace Arbit.EdgeRunner.Page.State;

/// <summary>What <c>/api/transfers</c> answers, newest first.</summary>
public sealed record TransferList(IReadOnlyList<TransferView> Transfers);

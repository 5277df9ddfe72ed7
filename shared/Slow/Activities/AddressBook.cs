using Arbit.Accounts;
using Arbit.Strategy.Transfers;
using Arbit.Workflows;
using Arbit.Workflows.Transfers;

namespace Arbit.Slow.Activities;

/// <summary>The allow list: money goes nowhere else, whoever asks (strategy.md, Transfer Manager).</summary>
/// <param name="lines">By destination: a venue's name, or <see cref="TransferOrder.ColdWallet"/>.</param>
public sealed class AddressBook(IReadOnlyList<DestinationAddress> lines)
{
    public IReadOnlyList<AllowedAddress> Of(AddressesOf asked)
        => lines.Where(line => line.To == asked.Destination && line.Address.Asset == asked.Asset).Select(line => line.Address).ToList();

    /// <summary>Looked at once more where a withdrawal leaves, so that no other way leads around the list.</summary>
    public bool Allows(WithdrawalOrder order) => lines.Any(line =>
        line.Address.Asset == order.Asset && line.Address.Network == order.Network && line.Address.Address == order.Address && line.Address.Tag == order.Tag);

    public void AddTo(ActivityTable table) => table.Add(FundingActivities.Addresses, (_, asked, _) => Task.FromResult(Of(asked)));
}

using Arbit.EdgeRunner.Configuration;
using Arbit.EdgeRunner.Slow;
using Arbit.EdgeRunner.Slow.Wire;
using Arbit.Markets;
using Arbit.Strategy.Transfers;
using Arbit.Workflows.Transfers;

namespace Arbit.EdgeRunner.Transfers;

/// <summary>A wanted transfer with what the accounts of a running Arbit say of their networks now, and its allow list.</summary>
public static class AskedTransfer
{
    /// <param name="client">Based at the running one.</param>
    /// <param name="settings">Whose allow list counts.</param>
    /// <param name="order">From a venue, to a venue or the cold wallet.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="Accounts.FundingRefusedException">An account refuses the question.</exception>
    /// <exception cref="Accounts.FundingUnansweredException">An account does not answer.</exception>
    public static async Task<TransferRequest> AskAsync(HttpClient client, ArbitSettings settings, TransferOrder order, CancellationToken cancellation)
    {
        var source = await new HttpVenueFunding(client, order.From).NetworksAsync(order.Asset, cancellation).ConfigureAwait(false);
        var target = order.IsGold ? [] : await new HttpVenueFunding(client, new Venue(order.To)).NetworksAsync(order.Asset, cancellation).ConfigureAwait(false);
        return TransferQuoting.RequestOf(order, source, target, PaperAddresses.BookOf(settings).Of(new AddressesOf(order.To, order.Asset)));
    }
}

using Arbit.Markets.Networks;
using Arbit.Money;

namespace Arbit.Strategy.Transfers;

/// <summary>
/// Which network a transfer takes: the cheapest, then the fastest, then the first by name that both ends support and the rules
/// allow (strategy.md, Transfer Manager). What is not known for sure is never chosen (lessons L25, L26).
/// </summary>
public static class NetworkChoice
{
    /// <exception cref="MoneyOverflowException">A product has no place in 128 bits.</exception>
    public static TransferQuote Of(TransferRequest request, TransferRules rules)
    {
        var names = request.Withdrawals.Select(network => network.Network)
            .Union(request.Deposits.Select(network => network.Network), StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);
        List<(WithdrawalNetwork Network, AllowedAddress Destination)> eligible = [];
        List<NetworkCandidate> others = [];
        foreach (var name in names)
        {
            var source = request.Withdrawals.FirstOrDefault(network => network.Network == name);
            if (Refusal(request, rules, name, source, out var destination) is { } why)
                others.Add(new NetworkCandidate(name, source?.Fee, source?.Minutes, false, why));
            else
                eligible.Add((source!, destination!));
        }

        // Stable: equal ones stay in the order of their names.
        eligible = [.. eligible.OrderBy(found => found.Network.Fee!.Value).ThenBy(found => found.Network.Minutes is null).ThenBy(found => found.Network.Minutes ?? default)];
        var candidates = eligible
            .Select(found => new NetworkCandidate(found.Network.Network, found.Network.Fee, found.Network.Minutes, true, Why(found.Network, eligible[0].Network)))
            .Concat(others)
            .ToList();
        if (eligible.Count == 0)
            return new TransferQuote(null, WhyNone(request, others), null, null, candidates);
        var (chosen, to) = eligible[0];
        var cost = chosen.Fee!.Value.Value * request.Price.Value;
        return new TransferQuote(chosen.Network, WhyChosen(candidates), cost, to, candidates);
    }

    private static NetworkWhy? Refusal(TransferRequest request, TransferRules rules, string network, WithdrawalNetwork? source, out AllowedAddress? destination)
    {
        destination = null;
        var target = request.Deposits.FirstOrDefault(deposit => deposit.Network == network);
        if (!rules.Allow(request.Asset, network))
            return NetworkWhy.NotAllowed;
        if (network == NetworkIds.Ethereum && rules.Erc20From is { } least && request.Dollars < least)
            return NetworkWhy.Erc20TooSmall;
        if (source is null)
            return NetworkWhy.NotAtSource;
        if (target is null)
            return NetworkWhy.NotAtDestination;
        if (!source.IsEnabled)
            return NetworkWhy.WithdrawalsSuspended;
        if (!target.IsEnabled)
            return NetworkWhy.DepositsSuspended;
        if (source.Fee is not { } fee)
            return NetworkWhy.FeeUnknown;
        if (network == NetworkIds.Avalanche && rules.AvalancheFeeUnder is { } bound && fee.Value * request.Price.Value >= bound)
            return NetworkWhy.AvalancheFeeTooHigh;
        destination = Destination(request, source, target, out var why);
        if (destination is null)
            return why;
        if (request.Amount < source.Minimum)
            return NetworkWhy.BelowNetworkMinimum;
        return request.Dollars < rules.Minimum ? NetworkWhy.BelowTransferMinimum : null;
    }

    /// <summary>The first line of the allow list that fits; where none does, why the first of them does not.</summary>
    private static AllowedAddress? Destination(TransferRequest request, WithdrawalNetwork source, DepositNetwork target, out NetworkWhy why)
    {
        why = NetworkWhy.NoAddress;
        foreach (var address in request.Addresses)
        {
            if (address.Asset != request.Asset || address.Network != source.Network || string.IsNullOrWhiteSpace(address.Address))
                continue;
            var refusal = target.IsTagRequired && string.IsNullOrWhiteSpace(address.Tag)
                ? NetworkWhy.TagMissing
                : ContractRefusal(request.Asset, source, target, address);
            if (refusal is null)
                return address;
            if (why == NetworkWhy.NoAddress)
                why = refusal.Value;
        }

        return null;
    }

    private static NetworkWhy? ContractRefusal(Asset asset, WithdrawalNetwork source, DepositNetwork target, AllowedAddress address)
    {
        // Two of the three that are told and differ are a mismatch, whatever the third is.
        var told = new[] { source.Contract, target.Contract, address.Contract }.Where(contract => !string.IsNullOrWhiteSpace(contract)).ToList();
        if (told.Exists(contract => !NetworkIds.IsSameContract(source.Network, contract!.Trim(), told[0]!.Trim())))
            return NetworkWhy.ContractMismatch;
        var bothTell = !string.IsNullOrWhiteSpace(source.Contract) && !string.IsNullOrWhiteSpace(target.Contract);
        return bothTell || !string.IsNullOrWhiteSpace(address.Contract) || NetworkIds.IsNative(asset, source.Network)
            ? null
            : NetworkWhy.ContractUnknown;
    }

    private static NetworkWhy Why(WithdrawalNetwork network, WithdrawalNetwork chosen)
        => network == chosen ? NetworkWhy.Chosen
            : network.Fee != chosen.Fee ? NetworkWhy.Dearer
            : network.Minutes != chosen.Minutes ? NetworkWhy.Slower
            : NetworkWhy.LaterByName;

    private static TransferReason WhyChosen(List<NetworkCandidate> candidates)
    {
        // The runner-up tells by what it was beaten.
        if (candidates.Count == 1 || !candidates[1].IsEligible)
            return TransferReason.OnlyEligible;
        return candidates[1].Why switch
        {
            NetworkWhy.Dearer => TransferReason.Cheapest,
            NetworkWhy.Slower => TransferReason.Fastest,
            _ => TransferReason.FirstByName,
        };
    }

    private static TransferReason WhyNone(TransferRequest request, List<NetworkCandidate> others)
    {
        if (others.Exists(candidate => candidate.Why == NetworkWhy.BelowTransferMinimum))
            return TransferReason.BelowTransferMinimum;
        return request.Withdrawals.Any(from => request.Deposits.Any(to => to.Network == from.Network))
            ? TransferReason.NoneEligible
            : TransferReason.NoCommonNetwork;
    }
}

using Arbit.EdgeRunner.Configuration;
using Arbit.EdgeRunner.Simulation.Funding;
using Arbit.Markets;
using Arbit.Slow.Activities;
using Arbit.Strategy.Transfers;
using Arbit.Workflows.Transfers;

namespace Arbit.EdgeRunner.Slow;

/// <summary>
/// The paper venues' networks and addresses. Where an allow list is configured, the simulated owners have those addresses; else ones that
/// are made up, and the allow list is them. Either way the two agree, whichever process asks.
/// </summary>
public static class PaperAddresses
{
    public static FundingPlan PlanOf(ArbitSettings settings)
    {
        var plan = FundingDefaults.Plan((ulong)settings.Options.Paper.Seed, settings.Venues.Select(venue => venue.Definition.Name));
        plan = plan with
        {
            Venues = plan.Venues.Select(venue => venue with
            {
                Fees = settings.Venues.First(configured => configured.Definition.Venue == venue.Venue).Fees,
                PairFees = settings.Venues.First(configured => configured.Definition.Venue == venue.Venue).PairFees,
            }).ToList(),
        };
        if (settings.Slow.Addresses.Count == 0)
            return plan;
        var addresses = settings.Slow.Addresses.Select(line => new FundingAddress(
            line.To == TransferOrder.ColdWallet ? null : new Venue(line.To), line.Address.Asset, line.Address.Network, line.Address.Address, line.Address.Tag ?? "")).ToList();
        var allowed = plan.Venues.SelectMany(from => addresses
            .Where(address => address.Owner != from.Venue)
            .Select(address => new VenueAddress(
                from.Venue, address.Asset, address.Network, address.Address, address.Tag, $"{address.Owner?.Name ?? TransferOrder.ColdWallet}-{address.Asset}-{address.Network}")));
        return plan with { Addresses = addresses, Allowed = allowed.ToList() };
    }

    public static AddressBook BookOf(ArbitSettings settings)
    {
        if (settings.Slow.Addresses.Count > 0)
            return new AddressBook(settings.Slow.Addresses);
        var plan = PlanOf(settings);
        return new AddressBook(plan.Addresses.Select(address => new DestinationAddress(
            address.Owner?.Name ?? TransferOrder.ColdWallet,
            new AllowedAddress(address.Asset, address.Network, address.Address, address.Tag.Length == 0 ? null : address.Tag, ContractOf(plan, address)))).ToList());
    }

    private static string? ContractOf(FundingPlan plan, FundingAddress address)
        => plan.Venues.SelectMany(venue => venue.Networks).FirstOrDefault(terms => terms.Asset == address.Asset && terms.Network == address.Network)?.Contract is { Length: > 0 } contract
            ? contract
            : null;
}

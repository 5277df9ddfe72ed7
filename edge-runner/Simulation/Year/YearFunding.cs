using Arbit.EdgeRunner.Simulation.Funding;
using Arbit.EdgeRunner.Simulation.Market;
using Arbit.Markets;
using Arbit.Slow.Activities;
using Arbit.Strategy.Transfers;
using Arbit.Workflows.Transfers;

namespace Arbit.EdgeRunner.Simulation.Year;

/// <summary>How the venues behave outside trading in a simulated year, and what goes wrong there.</summary>
internal static class YearFunding
{
    private const long Hour = 3_600_000_000_000;

    private static readonly (string Asset, string Network)[] Suspendable =
    [
        ("USDT", "solana"), ("USDT", "polygon"), ("USDT", "tron"), ("USDC", "base"), ("USDC", "solana"), ("PAXG", "ethereum"),
    ];

    public static FundingPlan PlanOf(YearPlan plan)
    {
        var funding = FundingDefaults.Plan(plan.SeedOf(YearChance.Funding), plan.Settings.Venues.Select(venue => venue.Definition.Name));
        return plan.HasFaults
            ? funding with
            {
                Faults = new FundingFaults
                {
                    JitterPercent = 40,
                    SlowPerMille = 60,
                    SlowTimes = 30,
                    LostAnswerPerMille = 60,
                    LostRequestPerMille = 40,
                    ReturnedPerMille = 40,
                    LatePerMille = 60,
                    Suspensions = [.. Suspensions(plan)],
                },
            }
            : funding;
    }

    /// <summary>The allow list: each other's deposit addresses, and the cold wallet's.</summary>
    public static AddressBook AddressesOf(FundingPlan plan) => new(
    [
        .. plan.Addresses.Select(address => new DestinationAddress(
            address.Owner?.Name ?? TransferOrder.ColdWallet,
            new AllowedAddress(
                address.Asset,
                address.Network,
                address.Address,
                address.Tag.Length == 0 ? null : address.Tag,
                plan.Venues.SelectMany(venue => venue.Networks).Where(network => network.Asset == address.Asset && network.Network == address.Network).Select(network => network.Contract).FirstOrDefault(contract => contract.Length > 0)))),
    ]);

    /// <summary>Some two a month, from six hours to three days long.</summary>
    private static IEnumerable<Suspension> Suspensions(YearPlan plan)
    {
        var random = new SeededRandom(plan.SeedOf(YearChance.Suspensions));
        var at = (YearPlan.Start - DateTimeOffset.UnixEpoch).Ticks * 100;
        var end = at + (plan.Days * 24 * Hour);
        while ((at += random.Between(24, 28 * 24) * Hour) < end)
        {
            var (asset, network) = Suspendable[(int)random.Below(Suspendable.Length)];
            var venue = plan.Settings.Venues[(int)random.Below(plan.Settings.Venues.Count)].Definition.Venue;
            var direction = random.Chance(500_000) ? FundingDirection.Deposit : FundingDirection.Withdraw;
            yield return new Suspension(venue, new(asset), network, direction, at, at + (random.Between(6, 72) * Hour));
        }
    }
}

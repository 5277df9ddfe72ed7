using Arbit.EdgeRunner.Simulation;
using Arbit.EdgeRunner.Simulation.Funding;
using Arbit.Markets;
using Arbit.Money;

namespace Arbit.Tests.Simulation.Funding;

/// <summary>The three venues as paper has them, with money on each, in told time.</summary>
internal sealed class FundingBench : IDisposable
{
    public const long Start = 1_800_000_000_000_000_000;
    public const long Minute = 60_000_000_000;
    public const long Day = 24 * 60 * Minute;

    public static readonly Venue Binance = new(VenueNames.Binance);
    public static readonly Venue Kraken = new(VenueNames.Kraken);
    public static readonly Venue Kucoin = new(VenueNames.Kucoin);
    public static readonly Asset Usdt = new("USDT");
    public static readonly Asset Sol = new("SOL");
    public static readonly Asset Paxg = new("PAXG");

    private static readonly Asset[] Assets = [Usdt, Sol, Paxg];

    public FundingBench(FundingFaults? faults = null, Func<FundingPlan, FundingPlan>? change = null, ulong seed = 7, string? path = null, IFundingAccounts? accounts = null)
    {
        var plan = FundingDefaults.Plan(seed, VenueNames.All) with { Faults = faults ?? new FundingFaults { JitterPercent = 0 } };
        Plan = change?.Invoke(plan) ?? plan;
        Accounts = accounts ?? Opened();
        Funding = new SimulatedFunding(Plan, Accounts, path);
        if (Funding.Now < Start)
            Funding.Advance(Start);
    }

    public FundingPlan Plan { get; }

    public IFundingAccounts Accounts { get; }

    public SimulatedFunding Funding { get; }

    public static MemoryFundingAccounts Opened()
    {
        var accounts = new MemoryFundingAccounts();
        foreach (var venue in new[] { Binance, Kraken, Kucoin })
        {
            accounts.Set(venue, Usdt, Amount.Parse("10000"));
            accounts.Set(venue, Sol, Amount.Parse("100"));
            accounts.Set(venue, Paxg, Amount.Parse("1"));
        }

        return accounts;
    }

    public Amount Free(Venue venue, Asset asset, FundingWallet wallet = FundingWallet.Trade)
        => Funding.HoldingsOf(venue).Where(holding => holding.Asset == asset && holding.Wallet == wallet).Aggregate(Amount.Zero, (sum, holding) => sum + holding.Free);

    public string AddressOf(Venue venue, Asset asset, string network)
        => Funding.AddressesOf(venue).Single(address => address.Asset == asset && address.Network == network).Address;

    public WithdrawalAnswer Withdraw(Venue from, Venue to, string amount, string id = "id-1", string network = "tron")
        => Funding.Withdraw(new WithdrawalRequest(from, id, Usdt, network, AddressOf(to, Usdt, network), "", Amount.Parse(amount)));

    public void Pass(long nanoseconds) => Funding.Advance(Funding.Now + nanoseconds);

    /// <summary>What there is of each asset wherever it is, with what fees took and without what yield brought: never another than at the beginning.</summary>
    public void RequireNothingLost()
    {
        foreach (var asset in Assets)
        {
            var held = Funding.Venues.SelectMany(Funding.HoldingsOf).Where(holding => holding.Asset == asset).Aggregate(Amount.Zero, (sum, holding) => sum + holding.Total);
            var all = held + Funding.InTransit(asset) + Funding.Staked(asset) + Funding.ColdWallet(asset) + Funding.Lost(asset) + Funding.FeesPaid(asset) - Funding.Yielded(asset);
            Assert.Equal(Amount.Parse(asset == Usdt ? "30000" : asset == Sol ? "300" : "3"), all);
        }
    }

    public void Dispose() => Funding.Dispose();
}

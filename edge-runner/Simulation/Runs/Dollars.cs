using Arbit.EdgeRunner.Simulation.Market;
using Arbit.Money;

namespace Arbit.EdgeRunner.Simulation.Runs;

/// <summary>What an amount is worth at the market's true prices, which no venue tells: for accounts of a simulation, not for decisions.</summary>
internal static class Dollars
{
    private const int NanoDecimals = 9;

    public static Amount Of(SimulatedMarket market, Exact value, Asset asset)
        => Amount.From(value.Round(Amount.Decimals, Rounding.HalfEven) * new Exact(market.NanodollarsOf(asset.Code), NanoDecimals), Rounding.HalfEven);
}

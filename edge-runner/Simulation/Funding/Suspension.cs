using Arbit.Markets;
using Arbit.Money;

namespace Arbit.EdgeRunner.Simulation.Funding;

/// <summary>A wallet that a venue has suspended on one network, one way, for a while.</summary>
/// <param name="Asset">Null for every asset of the network.</param>
/// <param name="From">Unix nanoseconds, included.</param>
/// <param name="Until">Unix nanoseconds, excluded.</param>
public sealed record Suspension(Venue Venue, Asset? Asset, string Network, FundingDirection Direction, long From, long Until)
{
    public bool Holds(Venue venue, Asset asset, string network, FundingDirection direction, long now)
        => Venue == venue && (Asset is null || Asset == asset) && Network == network && Direction == direction && now >= From && now < Until;
}

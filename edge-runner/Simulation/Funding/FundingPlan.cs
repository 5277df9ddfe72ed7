namespace Arbit.EdgeRunner.Simulation.Funding;

/// <summary>Everything that <see cref="SimulatedFunding"/> is made from. The same plan and the same requests at the same times give the same course.</summary>
/// <param name="Seed">Everything random comes from it.</param>
/// <param name="Venues">One entry a venue.</param>
/// <param name="Addresses">Deposit addresses and the cold wallet's.</param>
/// <param name="Allowed">The venues' allow lists.</param>
public sealed record FundingPlan(ulong Seed, IReadOnlyList<FundingVenue> Venues, IReadOnlyList<FundingAddress> Addresses, IReadOnlyList<VenueAddress> Allowed)
{
    public FundingFaults Faults { get; init; } = new();

    /// <summary>Everything that is wrong, in words; empty when all is well.</summary>
    public IReadOnlyList<string> Problems()
    {
        List<string> problems = [];
        foreach (var venue in Venues.GroupBy(venue => venue.Venue).Where(group => group.Count() > 1))
            problems.Add($"{venue.Key} is named twice");
        foreach (var venue in Venues)
        {
            foreach (var network in venue.Networks.GroupBy(network => (network.Asset, network.Network)).Where(group => group.Count() > 1))
                problems.Add($"{venue.Venue}: {network.Key.Asset} on {network.Key.Network} is named twice");
            foreach (var product in venue.Products.GroupBy(product => product.Id, StringComparer.Ordinal).Where(group => group.Count() > 1))
                problems.Add($"{venue.Venue}: product {product.Key} is named twice");
        }

        problems.AddRange(Addresses
            .Where(address => address.Owner is { } owner && Venues.All(venue => venue.Venue != owner))
            .Select(address => $"{address.Owner} has an address and is not here"));
        if (Faults.JitterPercent is < 0 or > 90)
            problems.Add("JitterPercent must be 0 to 90");
        if (Faults.SlowTimes < 1)
            problems.Add("SlowTimes must be at least 1");
        foreach (var perMille in new[] { Faults.SlowPerMille, Faults.LostAnswerPerMille, Faults.LostRequestPerMille, Faults.ReturnedPerMille, Faults.LatePerMille })
        {
            if (perMille is < 0 or > 1000)
                problems.Add($"{perMille} of a thousand is no share");
        }

        return problems;
    }
}

using Arbit.Accounts;
using Arbit.Accounts.Keys;
using Arbit.Live.Venues;
using Arbit.Slow.Configuration;
using Arbit.State;

namespace Arbit.Functions.Setup;

/// <summary>The accounts at the venues: their keys withdraw, or stake, and never trade.</summary>
internal sealed class Accounts
{
    /// <summary>Far below what any venue allows: the slow side is in no hurry, and the edge draws on the same allowance.</summary>
    private const int RequestsPerMinute = 120;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    /// <param name="settings">Which, and whether money moves.</param>
    /// <param name="keys">Theirs.</param>
    /// <param name="store">Where what was asked for is kept.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="InvalidSettingsException">Real orders are configured, and an account has no key; or one key stands for two roles.</exception>
    public Accounts(SlowSideSettings settings, IVenueKeys keys, IStateStore store, TimeProvider time)
    {
        var problems = new List<string>();
        foreach (var account in settings.Accounts)
        {
            var venue = account.Venue;
            var found = new Dictionary<KeyRole, VenueKey>();
            foreach (var role in (ReadOnlySpan<KeyRole>)[KeyRole.Withdraw, KeyRole.Earn])
            {
                if (keys.Find(venue, role) is { } key)
                    found[role] = key;
            }

            problems.AddRange(KeyRules.Shared(venue, found));
            if (!found.TryGetValue(KeyRole.Withdraw, out var withdraw))
            {
                var missing = $"{ConfiguredKeys.NameOf(venue, KeyRole.Withdraw)} has no Key or no Secret";
                if (settings.MovesMoney)
                    problems.Add(missing);
                Remarks.Add($"{missing}: nothing is known of the account.");
                All.Add(new KeylessFunding(venue, missing));
                continue;
            }

            var budget = new RequestBudget(RequestsPerMinute, 0, TimeSpan.FromMinutes(1), time);
            SdkVenue Open(VenueKey key) => SdkVenues.Open(venue, new VenueAccess(key, null, budget, Timeout, time));
            var withdrawing = Open(withdraw);
            var earning = found.TryGetValue(KeyRole.Earn, out var earn) ? Open(earn) : null;
            // Without a name of the venue's own, its client makes it from the assets.
            var funding = new SdkVenueFunding(withdrawing, earning, account.Symbols.Select(symbol => (symbol, "")).ToList(), store, time);
            var guarded = new GuardedFunding(funding, settings.MovesMoney, cancellation => ProveAsync(withdrawing, earning, cancellation));
            All.Add(guarded);
            WithKeys.Add(guarded);
        }

        if (problems.Count > 0)
            throw new InvalidSettingsException(problems);
    }

    public List<IVenueFunding> All { get; } = [];

    public List<GuardedFunding> WithKeys { get; } = [];

    /// <summary>What a person should know of them.</summary>
    public List<string> Remarks { get; } = [];

    private static async Task<IReadOnlyList<KeyVerdict>> ProveAsync(SdkVenue withdrawing, SdkVenue? earning, CancellationToken cancellation)
    {
        var first = await KeySelfTest.AskAsync(withdrawing, KeyRole.Withdraw, cancellation);
        return earning is null ? [first] : [first, await KeySelfTest.AskAsync(earning, KeyRole.Earn, cancellation)];
    }
}

using Arbit.Accounts;
using Arbit.Accounts.Keys;
using Arbit.Markets;

namespace Arbit.Live.Venues;

/// <summary>Opens accounts with the keys of a role, having asked the venues what these may do (lesson L24). Problems of all are gathered.</summary>
/// <param name="keys">Where keys come from.</param>
/// <param name="log">Takes what the venues do not tell; no secret is among it.</param>
/// <param name="time">Its clock.</param>
/// <param name="rest">Where a venue listens; null for its own address.</param>
public sealed class KeySelfTest(IVenueKeys keys, Action<string> log, TimeProvider time, Func<Venue, Uri?>? rest = null)
{
    private readonly List<string> _problems = [];

    /// <summary>What the venue says that the key it was opened with may do, held against the key's role.</summary>
    /// <exception cref="FundingUnansweredException">The venue does not tell now.</exception>
    /// <exception cref="FundingRefusedException">It lets nobody in with the key.</exception>
    public static async Task<KeyVerdict> AskAsync(SdkVenue venue, KeyRole role, CancellationToken cancellation)
        => KeyRules.Check(venue.Venue, role, await venue.AbilitiesAsync(cancellation));

    /// <summary>Null where there is no key for the role, or it is refused.</summary>
    /// <param name="venue">Whose account.</param>
    /// <param name="role">Which of its keys.</param>
    /// <param name="isNeeded">Whether a missing one is a problem.</param>
    /// <param name="budget">The account's.</param>
    /// <param name="timeout">The longest that one request may take.</param>
    /// <param name="cancellation">Breaks it off.</param>
    public async Task<SdkVenue?> OpenAsync(Venue venue, KeyRole role, bool isNeeded, RequestBudget budget, TimeSpan timeout, CancellationToken cancellation)
    {
        if (keys.Find(venue, role) is not { } key)
        {
            if (isNeeded)
                _problems.Add($"There is no {KeyRules.Name(role)} key for {venue}: {EnvironmentKeys.HowTo(venue, role)}");
            return null;
        }

        // Other roles' keys have no business on this machine; where one is here all the same, it must at least be another.
        var all = Enum.GetValues<KeyRole>().Select(each => (Role: each, Key: keys.Find(venue, each))).Where(each => each.Key is not null).ToDictionary(each => each.Role, each => each.Key!);
        _problems.AddRange(KeyRules.Shared(venue, all).Where(problem => !_problems.Contains(problem, StringComparer.Ordinal)));
        var opened = SdkVenues.Open(venue, new VenueAccess(key, rest?.Invoke(venue), budget, timeout, time));
        if (await IsLetInAsync(opened, role, cancellation))
            return opened;
        opened.Dispose();
        return null;
    }

    /// <exception cref="KeysRefusedException">There was a problem.</exception>
    public void ThrowIfRefused()
    {
        if (_problems.Count > 0)
            throw new KeysRefusedException(_problems);
    }

    private async Task<bool> IsLetInAsync(SdkVenue venue, KeyRole role, CancellationToken cancellation)
    {
        try
        {
            var verdict = await AskAsync(venue, role, cancellation);
            foreach (var doubt in verdict.Doubts)
                log(doubt);
            _problems.AddRange(verdict.Problems);
            return !verdict.IsRefused;
        }
        catch (Exception e) when (e is FundingRefusedException or FundingUnansweredException)
        {
            _problems.Add($"What the {KeyRules.Name(role)} key of {venue.Venue} may do cannot be tested: {e.Message}");
            return false;
        }
    }
}

using Arbit.EdgeRunner.Page.State;

namespace Arbit.EdgeRunner.Page;

/// <summary>
/// <c>/healthz</c>: the process lives and its loop turns; a failure means "restart me". <c>/readyz</c>: there are books to
/// trade on at every wanted venue; a failure means "not yet", with what is missing.
/// </summary>
internal sealed class HealthEndpoints(IStateSource source, TimeProvider time)
{
    /// <summary>The engine publishes about twice a second; ten missed snapshots are no hiccup.</summary>
    private static readonly TimeSpan OldestSnapshot = TimeSpan.FromSeconds(5);

    public IResult Health()
    {
        var age = time.GetUtcNow() - source.Current.Program.Now;
        return age <= OldestSnapshot
            ? Answer(StatusCodes.Status200OK, "ok", [])
            : Answer(StatusCodes.Status503ServiceUnavailable, "stuck", [$"the loop has published nothing for {age.TotalSeconds:F0} s"]);
    }

    public IResult Readiness()
    {
        var missing = Missing(source.Current).ToList();
        return missing.Count == 0
            ? Answer(StatusCodes.Status200OK, "ready", [])
            : Answer(StatusCodes.Status503ServiceUnavailable, "not ready", missing);
    }

    private static IEnumerable<string> Missing(StateView state)
    {
        if (state.Venues.Count == 0)
            yield return "no venue is configured";
        foreach (var venue in state.Venues)
        {
            if (venue.State != ConnectionStateView.Subscribed)
                yield return $"{venue.Name}: {venue.State.ToString().ToLowerInvariant()}, not subscribed{Because(venue)}";
            else if (venue.Books.Proven == 0)
                yield return $"{venue.Name}: no proven book of {venue.Books.Unproven + venue.Books.Broken}{Because(venue)}";
        }
    }

    private static string Because(VenueView venue) => venue.Problem is null ? "" : $" ({venue.Problem})";

    private static IResult Answer(int code, string status, IReadOnlyList<string> missing) =>
        Results.Json(new { status, missing }, PageJson.Options, statusCode: code);
}

using Arbit.State;
using Arbit.Workflows;
using Arbit.Workflows.Rebalancing;

namespace Arbit.Slow.Activities;

/// <summary>The accounts' targets that a person accepted, in the place of the configured ones until somebody configures others.</summary>
/// <param name="store">Where they are kept.</param>
/// <param name="configured">As configured.</param>
public sealed class TargetKeeper(IStateStore store, Func<SlowSettings> configured)
{
    private readonly KeptRow<KeptTargets> _targets = new(store, "targets", "now", new KeptTargets(TargetBook.None, ""));

    /// <summary>What workflows go by.</summary>
    public async Task<SlowSettings> SettingsAsync(CancellationToken cancellation)
    {
        var settings = configured();
        return (await ReadAsync(cancellation)).Weights is { } weights ? settings with { AccountWeights = weights } : settings;
    }

    public void AddTo(ActivityTable table) => table
        .Add(SettingsActivities.Read, (_, _, cancellation) => SettingsAsync(cancellation))
        .Add(TargetActivities.Read, (_, _, cancellation) => ReadAsync(cancellation))
        .Add(TargetActivities.Keep, (_, book, cancellation) => _targets.KeepAsync(new KeptTargets(book, Configured()), cancellation));

    private async Task<TargetBook> ReadAsync(CancellationToken cancellation)
    {
        var kept = await _targets.ReadAsync(cancellation);
        return kept.InPlaceOf == Configured() ? kept.Book : kept.Book with { Weights = null };
    }

    private string Configured() => string.Join(' ', configured().AccountWeights.OrderBy(weight => weight.Key, StringComparer.Ordinal).Select(weight => $"{weight.Key}={weight.Value}"));

    /// <param name="InPlaceOf">The configured weights that these replace: others are a person's newer word.</param>
    private sealed record KeptTargets(TargetBook Book, string InPlaceOf);
}

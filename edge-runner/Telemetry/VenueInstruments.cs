using System.Diagnostics.Metrics;
using Arbit.EdgeRunner.Page;
using Arbit.EdgeRunner.Page.State;

namespace Arbit.EdgeRunner.Telemetry;

/// <summary>What is known of each venue, read from the published snapshot.</summary>
internal static class VenueInstruments
{
    public static void Define(Meter meter, IStateSource source)
    {
        Total("mf_frames_total", "Frames received.", venue => venue.FramesTotal);
        Total("mf_frames_ignored_total", "Frames of no use here, and known to be.", venue => venue.Ignored);
        Total("mf_book_gaps_total", "Entries of a book into broken.", venue => venue.Gaps);
        Total("mf_book_resyncs_total", "Books resynchronised.", venue => venue.Resyncs);
        Total("mf_reconnects_total", "Connections lost and made again.", venue => venue.Reconnects);
        Total("mf_quotes_conflated_total", "Best quotes replaced by newer ones before they were read.", venue => venue.QuotesConflated);
        meter.CreateObservableCounter("mf_frames_malformed_total", () => source.Current.Venues.SelectMany(Malformed),
            description: "Frames refused, by reason.");
        meter.CreateObservableGauge("mf_book_state", () => source.Current.Venues.SelectMany(Books), description: "Books in each state.");
        meter.CreateObservableGauge("mf_feed_age_seconds", () => source.Current.Venues.Where(venue => venue.LastFrameAgeMs is not null)
            .Select(venue => new Measurement<double>(venue.LastFrameAgeMs!.Value / 1000.0, Of(venue))), description: "Age of the last frame.");
        meter.CreateObservableGauge("mf_venue_subscribed", () => source.Current.Venues
            .Select(venue => new Measurement<long>(venue.State == ConnectionStateView.Subscribed ? 1 : 0, Of(venue))),
            description: "1 where every wanted subscription is live.");
        meter.CreateObservableGauge("mf_venue_queue_depth", () => source.Current.Venues
            .Select(venue => new Measurement<long>(venue.QueueDepth, Of(venue))), description: "Frames waiting to be read.");

        void Total(string name, string help, Func<VenueView, long> value) => meter.CreateObservableCounter(name,
            () => source.Current.Venues.Select(venue => new Measurement<long>(value(venue), Of(venue))), description: help);
    }

    private static IEnumerable<Measurement<long>> Malformed(VenueView venue) =>
        venue.Malformed.Select(item => new Measurement<long>(item.Count, Of(venue), new("why", item.Why)));

    private static IEnumerable<Measurement<long>> Books(VenueView venue) =>
    [
        new(venue.Books.Proven, Of(venue), new("state", "proven")),
        new(venue.Books.Unproven, Of(venue), new("state", "unproven")),
        new(venue.Books.Broken, Of(venue), new("state", "broken")),
    ];

    private static KeyValuePair<string, object?> Of(VenueView venue) => new("venue", venue.Name);
}

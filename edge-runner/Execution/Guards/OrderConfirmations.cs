using System.Text;
using Arbit.EdgeRunner.Journal;
using Arbit.Markets;
using Arbit.State;
using Arbit.Workflows;

namespace Arbit.EdgeRunner.Execution.Guards;

/// <summary>
/// Before the first order to an account a person types a sentence that names it and its limits. It is kept in the data directory, and where
/// the facts leave the machine with them; other limits are another sentence, to be typed again, and a rehearsal's is none for real money.
/// </summary>
public sealed class OrderConfirmations
{
    private const string Table = "confirmed";

    private readonly string _folder;
    private readonly OrderMode _mode;

    /// <param name="data">The data directory.</param>
    /// <param name="mode">Where orders go.</param>
    public OrderConfirmations(string data, OrderMode mode) => (_folder, _mode) = (Path.Combine(data, Table), mode);

    public string SentenceOf(Venue venue, OrderLimits limits)
        => $"{(_mode == OrderMode.Rehearsal ? "simulated" : "real")} money on {venue}: at most {limits.PerOrder} USD an order, {limits.PerDay} USD a day";

    public bool IsConfirmed(Venue venue, OrderLimits limits) => string.Equals(TypedFor(venue), SentenceOf(venue, limits), StringComparison.Ordinal);

    /// <summary>False where what was typed is not the sentence; nothing is kept then.</summary>
    public bool TryConfirm(Venue venue, OrderLimits limits, string typed)
    {
        var sentence = SentenceOf(venue, limits);
        if (!string.Equals(typed.Trim(), sentence, StringComparison.Ordinal))
            return false;
        Keep(venue, sentence);
        return true;
    }

    /// <summary>What was typed goes where no disk can take it.</summary>
    /// <exception cref="IOException">The store does not answer.</exception>
    public async Task StoreAsync(IStateStore store, Venue venue, CancellationToken cancellation)
    {
        var json = WorkflowJson.Write(TypedFor(venue) ?? "");
        while (!await store.TryInsertAsync(Table, "typed", venue.Name, json, cancellation))
        {
            if (await store.FindAsync(Table, "typed", venue.Name, cancellation) is { } before
                && (before.Json == json || await store.TryReplaceAsync(Table, "typed", venue.Name, json, before.ETag, cancellation)))
                return;
        }
    }

    /// <summary>What was typed on a disk that is gone; what this one has stays.</summary>
    /// <exception cref="IOException">The store does not answer.</exception>
    public async Task RestoreAsync(IStateStore store, IEnumerable<Venue> venues, CancellationToken cancellation)
    {
        foreach (var venue in venues.Where(venue => TypedFor(venue) is null))
        {
            if (await store.FindAsync(Table, "typed", venue.Name, cancellation) is { } typed)
                Keep(venue, WorkflowJson.Read<string>(typed.Json));
        }
    }

    private string? TypedFor(Venue venue) => File.Exists(FileOf(venue)) ? File.ReadAllText(FileOf(venue)).TrimEnd() : null;

    private void Keep(Venue venue, string sentence)
    {
        Directory.CreateDirectory(_folder);
        DurableFile.Replace(FileOf(venue), Encoding.UTF8.GetBytes(sentence + "\n"));
    }

    private string FileOf(Venue venue) => Path.Combine(_folder, venue.Name + ".txt");
}

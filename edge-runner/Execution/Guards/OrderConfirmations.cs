using System.Text;
using Arbit.EdgeRunner.Journal;
using Arbit.Markets;

namespace Arbit.EdgeRunner.Execution.Guards;

/// <summary>
/// Before the first real order of an account a person types a sentence that names it and its limits. It is kept in the data directory;
/// other limits are another sentence, to be typed again.
/// </summary>
public sealed class OrderConfirmations
{
    private readonly string _folder;

    /// <param name="data">The data directory.</param>
    public OrderConfirmations(string data) => _folder = Path.Combine(data, "confirmed");

    public static string SentenceOf(Venue venue, OrderLimits limits)
        => $"real money on {venue}: at most {limits.PerOrder} USD an order, {limits.PerDay} USD a day";

    public bool IsConfirmed(Venue venue, OrderLimits limits)
    {
        var file = FileOf(venue);
        return File.Exists(file) && string.Equals(File.ReadAllText(file).TrimEnd(), SentenceOf(venue, limits), StringComparison.Ordinal);
    }

    /// <summary>False where what was typed is not the sentence; nothing is kept then.</summary>
    public bool TryConfirm(Venue venue, OrderLimits limits, string typed)
    {
        var sentence = SentenceOf(venue, limits);
        if (!string.Equals(typed.Trim(), sentence, StringComparison.Ordinal))
            return false;
        Directory.CreateDirectory(_folder);
        DurableFile.Replace(FileOf(venue), Encoding.UTF8.GetBytes(sentence + "\n"));
        return true;
    }

    private string FileOf(Venue venue) => Path.Combine(_folder, venue.Name + ".txt");
}

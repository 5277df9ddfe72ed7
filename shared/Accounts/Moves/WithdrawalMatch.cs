namespace Arbit.Accounts.Moves;

/// <summary>
/// Finds a withdrawal of ours in a venue's list. Where the venue tells our id back, that decides; where it has told its own id before,
/// that does. Else it is the one of the same asset, destination and amount that came after ours was asked for and is nobody else's.
/// </summary>
public static class WithdrawalMatch
{
    /// <summary>So far the venue's clock may be behind ours.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromMinutes(2);

    /// <param name="asked">Ours.</param>
    /// <param name="destination">The address, or its name, as the venue lists it.</param>
    /// <param name="listed">The venue's list, as far back as ours.</param>
    /// <param name="claimed">Ids of the venue that belong to other withdrawals of ours.</param>
    /// <returns>Null where the list has none.</returns>
    /// <exception cref="FundingUnansweredException">Several could be it: a person has to look.</exception>
    public static ListedWithdrawal? Find(AskedWithdrawal asked, string destination, IReadOnlyList<ListedWithdrawal> listed, IReadOnlySet<string> claimed)
    {
        if (listed.FirstOrDefault(each => each.OurId == asked.Order.Id) is { } told)
            return told;
        if (asked.VenueId is { } id)
            return listed.FirstOrDefault(each => each.VenueId == id);
        var alike = listed
            .Where(each => each.OurId is null && each.Asset == asked.Order.Asset && each.Destination == destination && each.Amount == asked.Order.Amount
                && each.At >= asked.At - Skew && !claimed.Contains(each.VenueId))
            .ToList();
        return alike.Count < 2
            ? alike.FirstOrDefault()
            : throw new FundingUnansweredException($"{alike.Count} withdrawals could be {asked.Order.Id}: a person has to look which one is.");
    }
}

using Arbit.Markets;

namespace Arbit.Accounts.Keys;

/// <summary>
/// The self-test of keys at the start (lesson L24): a key that may do more than its role is refused, and so is one that is used for two
/// roles. What a venue does not tell is no ground to refuse, and is said.
/// </summary>
public static class KeyRules
{
    public static KeyVerdict Check(Venue venue, KeyRole role, KeyAbilities abilities)
    {
        var problems = new List<string>();
        var doubts = new List<string>();
        foreach (var (right, able, words) in Rights(abilities))
        {
            if (right == role)
                Own(able, words);
            else
                Other(able, words);
        }

        return new KeyVerdict(venue, role, problems, [.. doubts, .. abilities.Notes]);

        void Own(bool? able, string words)
        {
            if (able == false)
                problems.Add($"The {Name(role)} key of {venue} may not {words}. Give it that right at {venue}, and no other beside reading, and start again.");
            else if (able is null)
                doubts.Add($"{venue} does not tell whether the {Name(role)} key may {words}: the first use will show.");
        }

        void Other(bool? able, string words)
        {
            if (able == true)
                problems.Add($"The {Name(role)} key of {venue} may {words}. Take that right from it at {venue}, or make a new key without it, and start again.");
            else if (able is null)
                doubts.Add($"{venue} does not tell whether the {Name(role)} key may {words}: look at the key's rights there.");
        }
    }

    /// <summary>One key in two roles can do what neither role alone may.</summary>
    public static IReadOnlyList<string> Shared(Venue venue, IReadOnlyDictionary<KeyRole, VenueKey> keys) => keys
        .GroupBy(key => key.Value.Key, StringComparer.Ordinal)
        .Where(group => group.Count() > 1)
        .Select(group => $"One key of {venue} stands for {string.Join(" and ", group.Select(key => Name(key.Key)))}. Make a key for each role, and start again.")
        .ToList();

    public static string Name(KeyRole role) => role switch
    {
        KeyRole.Trade => "trading",
        KeyRole.Withdraw => "withdrawing",
        _ => "earning",
    };

    private static IEnumerable<(KeyRole Right, bool? Able, string Words)> Rights(KeyAbilities abilities) =>
    [
        (KeyRole.Trade, abilities.CanTrade, "trade"),
        (KeyRole.Withdraw, abilities.CanWithdraw, "withdraw"),
        (KeyRole.Earn, abilities.CanEarn, "stake"),
    ];
}

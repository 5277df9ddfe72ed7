using Arbit.Markets;

namespace Arbit.Accounts.Keys;

/// <summary>What came of a key's self-test.</summary>
/// <param name="Problems">Why it is refused, and what to do; empty where it is not.</param>
/// <param name="Doubts">What the venue does not tell, and what a person should know.</param>
public sealed record KeyVerdict(Venue Venue, KeyRole Role, IReadOnlyList<string> Problems, IReadOnlyList<string> Doubts)
{
    public bool IsRefused => Problems.Count > 0;
}

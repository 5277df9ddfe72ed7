namespace Arbit.Accounts.Keys;

/// <summary>An API key with its secret. Its text tells neither, so that no log, page or message can.</summary>
/// <param name="Key">The key's public part.</param>
/// <param name="Secret">What requests are signed with; Base64 for Kraken, as there.</param>
/// <param name="Passphrase">KuCoin's third part; empty elsewhere.</param>
public sealed record VenueKey(string Key, string Secret, string Passphrase = "")
{
    public override string ToString() => "a key that is not shown";
}

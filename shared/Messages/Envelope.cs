using System.Text.Json;

namespace Arbit.Messages;

/// <summary>
/// What every message on the bus travels in (architecture.md, Messages). Consumers tolerate duplicates, delay and versions that they
/// do not know; order holds among messages of one key only.
/// </summary>
/// <param name="Id">Its own, for ever: the same message sent again has the same one.</param>
/// <param name="Type">What <see cref="Data"/> is: <c>command.reserve</c>, <c>fact.answer</c>.</param>
/// <param name="Source">Who says so: <c>edge</c>, <c>slow</c>.</param>
/// <param name="Time">When it was said.</param>
/// <param name="Key">What it is about (an account, an instance): order holds within it.</param>
/// <param name="Version">Of the data's shape; one that is not known is put aside.</param>
/// <param name="Data">The command or the fact.</param>
public sealed record Envelope(string Id, string Type, string Source, DateTimeOffset Time, string Key, int Version, JsonElement Data)
{
    /// <summary>The version that this program writes.</summary>
    public const int CurrentVersion = 1;
}

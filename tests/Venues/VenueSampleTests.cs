using System.Text;
using System.Text.Json;
using Arbit.EdgeRunner.Venues;
using Arbit.Tests.Support;
using Xunit.Abstractions;

namespace Arbit.Tests.Venues;

/// <summary>
/// Every single message that the venues' documents, their clients' tests and short captures hold, through every codec: none
/// throws, and a venue's own well-formed message is malformed only for a reason that is written down here.
/// </summary>
public sealed class VenueSampleTests(ITestOutputHelper output)
{
    private static readonly string[] Files = ["ws_docs_samples.jsonl", "ws_cryptomsg.jsonl", "ws_tardis_samples.jsonl", "errors.jsonl", "legacy_v1_tardis_samples.jsonl", "nautilus_samples"];

    public static TheoryData<string> Venues => [.. VenueCatalog.All.Select(venue => venue.Name)];

    [SkippableTheory]
    [MemberData(nameof(Venues))]
    public void EveryMessageOfTheVenueItselfIsUnderstoodOrPassedOver(string venue)
    {
        var kinds = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var malformed = new List<string>();
        foreach (var sample in Samples(venue).Where(sample => !sample.IsSent))
        {
            var outcome = Codec(venue).Decode(sample.Bytes);
            kinds[outcome.Kind.ToString()] = kinds.GetValueOrDefault(outcome.Kind.ToString()) + 1;
            if (outcome.Kind == FrameKind.Malformed)
                malformed.Add($"{outcome.Fault}: {sample.Text}");
        }

        output.WriteLine(string.Join(", ", kinds.Select(kind => $"{kind.Key} {kind.Value}")));
        Assert.Equal([], malformed.Where(line => !IsDecided(line)));
    }

    [SkippableTheory]
    [MemberData(nameof(Venues))]
    public void NoMessageOfAnyVenueMakesACodecThrow(string codec)
    {
        var decoded = 0;
        foreach (var sample in VenueCatalog.All.SelectMany(venue => Samples(venue.Name)))
        {
            Assert.True(Enum.IsDefined(Codec(codec).Decode(sample.Bytes).Kind));
            decoded++;
        }

        Assert.True(decoded > 300);
    }

    [SkippableTheory]
    [MemberData(nameof(Venues))]
    public void WhatTheVenueConfirmedOrRefusedIsRecognised(string venue)
    {
        foreach (var sample in Samples(venue).Where(sample => !sample.IsSent))
        {
            if (Expected(venue, sample) is not { } expected)
                continue;
            var codec = Codec(venue);
            Assert.Equal((sample.Text, expected), (sample.Text, codec.Decode(sample.Bytes).Kind));
            if (expected == FrameKind.Refused)
                Assert.NotEqual("", codec.LastError);
        }
    }

    /// <summary>What a message must come to, judged by its members as the venue documents them; null where it is no reply.</summary>
    private static FrameKind? Expected(string venue, Sample sample)
    {
        var message = sample.Message;
        if (message.ValueKind != JsonValueKind.Object)
            return null;
        switch (venue)
        {
            case "binance":
                if (message.TryGetProperty("code", out _) || message.TryGetProperty("error", out _))
                    return FrameKind.Refused;
                return message.TryGetProperty("result", out _) && message.TryGetProperty("id", out _) ? FrameKind.Acknowledged : null;
            case "kraken":
                if (message.TryGetProperty("error", out var error))
                    return error.ValueKind == JsonValueKind.Array && error.GetArrayLength() == 0 ? FrameKind.Ignored : FrameKind.Refused;
                return message.TryGetProperty("success", out var success) && success.GetBoolean() ? FrameKind.Acknowledged : null;
            default:
                if (message.TryGetProperty("type", out var type) && type.GetString() is "ack" or "welcome" or "pong")
                    return type.GetString() == "ack" ? FrameKind.Acknowledged : FrameKind.Control;
                if (!message.TryGetProperty("code", out var code) || message.TryGetProperty("topic", out _))
                    return null;
                return code.GetString() == "200000" ? FrameKind.Ignored : FrameKind.Refused;
        }
    }

    /// <summary>Messages that are no messages, each looked at.</summary>
    private static bool IsDecided(string line)
        // Hand-altered by the test they come from: the range ends before it begins, and a change is numbered outside its message.
        => line.Contains("\"sequenceEnd\":1636276324363,\"sequenceStart\":1636276324364", StringComparison.Ordinal)
        || (line.Contains("\"1636276324361\"", StringComparison.Ordinal)
            && (line.Contains("\"sequenceStart\":1636276324362", StringComparison.Ordinal) || line.Contains("\"sequenceStart\":1636276324364", StringComparison.Ordinal)));

    private static VenueCodec Codec(string venue)
    {
        var definition = VenueCatalog.Find(venue)!;
        var codec = definition.Codec(definition.Venue);
        codec.FollowsAll = true;
        return codec;
    }

    private static IEnumerable<Sample> Samples(string venue)
    {
        var folder = Captures.PathOf(venue);
        foreach (var path in Files.Select(file => Path.Combine(folder, file)))
        {
            if (Directory.Exists(path))
            {
                foreach (var file in Directory.EnumerateFiles(path, "ws_*.json"))
                    yield return Read(File.ReadAllText(file));
            }
            else if (File.Exists(path))
            {
                foreach (var line in File.ReadLines(path))
                    yield return Read(line);
            }
        }
    }

    private static Sample Read(string line)
    {
        using var document = JsonDocument.Parse(line);
        var root = document.RootElement;
        var inEnvelope = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("dir", out _);
        var message = (inEnvelope ? root.GetProperty("msg") : root).Clone();
        return new Sample(message.GetRawText(), message, inEnvelope && root.GetProperty("dir").GetString() == "sent");
    }

    private sealed record Sample(string Text, JsonElement Message, bool IsSent)
    {
        public byte[] Bytes { get; } = Encoding.UTF8.GetBytes(Text);
    }
}

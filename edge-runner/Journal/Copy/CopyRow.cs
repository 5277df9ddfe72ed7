using System.Text;
using System.Text.Json;
using Arbit.Workflows;

namespace Arbit.EdgeRunner.Journal.Copy;

/// <summary>
/// What the copy's rows hold: pieces, each with a mark in front that says whether it ends what it is a piece of. Small records share a row,
/// a large one is in several.
/// </summary>
internal static class CopyRow
{
    /// <summary>Characters. As JSON each is up to six, and a row of Azure Tables takes half a million.</summary>
    public const int Longest = 80_000;

    private const char Ends = '.';
    private const char GoesOn = '+';

    /// <summary>The rows of what goes into the copy together.</summary>
    public static IEnumerable<string> Cut(IEnumerable<CopyEntry> entries)
    {
        var pieces = new List<string>();
        foreach (var entry in entries)
        {
            var text = Encoding.UTF8.GetString(entry.Content);
            for (var at = 0; at < text.Length;)
            {
                var length = Math.Min(Longest, text.Length - at);

                // A pair of surrogates is one character.
                if (at + length < text.Length && char.IsHighSurrogate(text[at + length - 1]))
                    length--;
                var isLast = at + length == text.Length;
                pieces.Add($"{(isLast ? Ends : GoesOn)}{text.AsSpan(at, length)}");
                at += length;
                if (isLast)
                    continue;
                yield return WorkflowJson.Write(pieces);
                pieces.Clear();
            }
        }

        yield return WorkflowJson.Write(pieces);
    }

    /// <summary>What the next row adds; what it leaves unfinished stays behind in the text.</summary>
    /// <exception cref="InvalidDataException">It is no such row.</exception>
    public static IEnumerable<byte[]> Join(string json, StringBuilder text)
    {
        foreach (var piece in PiecesOf(json))
        {
            if (piece is not [Ends or GoesOn, ..])
                throw new InvalidDataException("a row of the journal's copy holds something else");
            text.Append(piece, 1, piece.Length - 1);
            if (piece[0] == GoesOn)
                continue;
            yield return Encoding.UTF8.GetBytes(text.ToString());
            text.Clear();
        }
    }

    private static string[] PiecesOf(string json)
    {
        try
        {
            return WorkflowJson.Read<string[]>(json);
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"a row of the journal's copy cannot be read: {e.Message}", e);
        }
    }
}

using System.Buffers.Text;

namespace Arbit.EdgeRunner.Venues.Connections;

/// <summary>Finds the time that a venue wrote into a frame, without reading the rest: for the few that are picked to measure by.</summary>
internal static class FrameTime
{
    /// <summary>Whole Unix milliseconds after a key, as <c>"E":1785672000000</c>; null where there are none.</summary>
    public static VenueTime? Milliseconds(ReadOnlySpan<byte> frame, ReadOnlySpan<byte> key)
    {
        var at = frame.IndexOf(key);
        return at >= 0 && Utf8Parser.TryParse(frame[(at + key.Length)..], out long milliseconds, out var length) && length == 13
            ? VenueTime.OfMilliseconds(milliseconds)
            : null;
    }

    /// <summary>ISO time in quotes after a key, to the microsecond, as <c>"timestamp":"2026-08-02T12:00:00.123456Z"</c>.</summary>
    public static VenueTime? Iso(ReadOnlySpan<byte> frame, ReadOnlySpan<byte> key)
    {
        var at = frame.IndexOf(key);
        if (at < 0)
            return null;
        var text = frame[(at + key.Length)..];
        var end = text.IndexOf((byte)'"');
        Span<char> letters = stackalloc char[40];
        if (end <= 0 || end > letters.Length)
            return null;
        for (var i = 0; i < end; i++)
            letters[i] = (char)text[i];
        return DateTimeOffset.TryParse(letters[..end], System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal, out var time)
            ? new VenueTime((time - DateTimeOffset.UnixEpoch).Ticks * 100, 1_000)
            : null;
    }
}

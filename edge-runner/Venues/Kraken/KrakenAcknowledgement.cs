using System.Text;
using Arbit.EdgeRunner.Venues.Wire;

namespace Arbit.EdgeRunner.Venues.Kraken;

/// <summary>A reply to what we sent: subscribe, unsubscribe, pong, or an error.</summary>
internal ref struct KrakenAcknowledgement
{
    private bool _succeeded;
    private string? _error;

    public bool IsReply { get; private set; }

    public bool IsUnsubscribe { get; private set; }

    public bool IsPong { get; private set; }

    public bool IsBook { get; private set; }

    public int Depth { get; private set; }

    public ReadOnlySpan<byte> Symbol { get; private set; }

    /// <summary>What the venue refused, in its own words; empty where it did not.</summary>
    public readonly string Error => _error ?? (_succeeded || IsPong ? "" : "the venue answered without success");

    /// <summary>False where the member is none of a reply's.</summary>
    public bool TryRead(ref WireReader reader, scoped ReadOnlySpan<byte> name)
    {
        if (name.SequenceEqual("method"u8))
        {
            var method = reader.ReadString();
            IsReply = true;
            IsUnsubscribe = method.SequenceEqual("unsubscribe"u8);
            IsPong = method.SequenceEqual("pong"u8);
        }
        else if (name.SequenceEqual("success"u8))
        {
            _succeeded = reader.ReadBool();
            IsReply = true;
        }
        else if (name.SequenceEqual("error"u8))
        {
            ReadError(ref reader);
        }
        else if (name.SequenceEqual("result"u8) && reader.Peek() == '{')
        {
            ReadResult(ref reader);
        }
        else
        {
            return false;
        }

        return true;
    }

    /// <summary>A text; of REST, a list of texts, where an empty one means that there was none.</summary>
    private void ReadError(ref WireReader reader)
    {
        reader.Peek();
        var start = reader.Position;
        reader.Skip();
        if (reader.Failed)
            return;
        var error = Encoding.UTF8.GetString(reader.Frame[start..reader.Position]).Trim('[', ']', ' ', '"');
        if (error.Length == 0 || string.Equals(error, "null", StringComparison.Ordinal))
            return;
        _error = error;
        IsReply = true;
    }

    private void ReadResult(ref WireReader reader)
    {
        reader.BeginObject();
        var first = true;
        while (reader.NextMember(ref first, out _, out var name))
        {
            if (name.SequenceEqual("channel"u8))
                IsBook = reader.ReadString().SequenceEqual("book"u8);
            else if (name.SequenceEqual("depth"u8))
                Depth = (int)Math.Min(reader.ReadWhole(), int.MaxValue);
            else if (name.SequenceEqual("symbol"u8) && reader.Peek() == '"')
                Symbol = reader.ReadString();
            else
                reader.Skip();
        }
    }
}

using System.Net;

namespace Arbit.Signals;

/// <summary>
/// <c>POST /api/signals/tradingview</c> behind any web server: an alert's body, answered with the intake's status and sentence. Only so
/// many are at it at once; more are told to come again, so a flood costs neither memory nor anybody else's time. It is counted here and
/// not by a web server: those say 429, which TradingView never sends again.
/// </summary>
public sealed class SignalDoor(SignalIntake intake)
{
    private const int MostAtOnce = 512;

    private int _atOnce;

    /// <param name="body">As it comes; no more of it is read than an alert can have.</param>
    /// <param name="told">The length that its header tells; null for none.</param>
    /// <param name="from">The caller's address; null where nobody knows it.</param>
    /// <param name="cancellation">The caller has gone.</param>
    public async Task<IntakeAnswer> AnswerAsync(Stream body, long? told, IPAddress? from, CancellationToken cancellation)
    {
        try
        {
            return Interlocked.Increment(ref _atOnce) > MostAtOnce
                ? new IntakeAnswer(503, "too many at once; send it again")
                : await intake.TakeAsync(await ReadAsync(body, told ?? 0, cancellation), from, cancellation);
        }
        finally
        {
            Interlocked.Decrement(ref _atOnce);
        }
    }

    /// <summary>No more than one byte over what is read at all: the intake says the rest.</summary>
    private static async Task<ReadOnlyMemory<byte>> ReadAsync(Stream body, long told, CancellationToken cancellation)
    {
        const int Most = SignalFields.MaxBytes + 1;
        var buffer = new byte[told is > 0 and < Most ? (int)told + 1 : Most];
        var length = 0;
        while (length < buffer.Length)
        {
            var read = await body.ReadAsync(buffer.AsMemory(length), cancellation);
            if (read == 0)
                break;
            length += read;
        }

        return buffer.AsMemory(0, length);
    }
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text.Unicode;
using Arbit.EdgeRunner.Execution;
using Arbit.Money;

namespace Arbit.EdgeRunner.Engine;

/// <summary>
/// Every decision in order, hashed as it comes: two runs over the same inputs have decided the same where their hashes are the
/// same. Whoever listens (the history, the page) gets the lines as they are.
/// </summary>
public sealed class AuditTrail : IAudit, IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private byte[] _line = new byte[1024];

    /// <summary>Lines so far.</summary>
    public long Count { get; private set; }

    public Action<AuditLine>? Added { get; set; }

    public Action<Order>? OrderEnded { get; set; }

    public Action<Cycle, Amount>? CycleEnded { get; set; }

    public void Add(long time, string kind, string subject, string detail)
    {
        Count++;
        int written;
        while (!Utf8.TryWrite(_line, CultureInfo.InvariantCulture, $"{time}\t{kind}\t{subject}\t{detail}\n", out written))
            _line = new byte[_line.Length * 2];
        _hash.AppendData(_line, 0, written);
        Added?.Invoke(new AuditLine(Count, time, kind, subject, detail));
    }

    public void OnOrder(Order order) => OrderEnded?.Invoke(order);

    public void OnCycle(Cycle cycle, Amount netInDollars) => CycleEnded?.Invoke(cycle, netInDollars);

    /// <summary>Over all lines so far.</summary>
    public byte[] CurrentHash() => _hash.GetCurrentHash();

    public void Dispose() => _hash.Dispose();
}

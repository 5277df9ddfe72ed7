using System.Globalization;
using System.Threading.Channels;
using Arbit.EdgeRunner.Books;

namespace Arbit.EdgeRunner.Fitness;

/// <summary>
/// Every change of a best price or size, as CSV with fixed columns. Rows wait in a bounded queue for a writer of their own, so
/// that a slow disk never holds up a connection; those without room are counted.
/// </summary>
internal sealed class TopOfBookFile : IAsyncDisposable
{
    public const string Header = "time_unix_ns,venue,symbol,bid,bid_size,ask,ask_size,state";
    private const int MostWaiting = 65_536;

    private readonly Channel<string> _rows = Channel.CreateBounded<string>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
    private readonly StreamWriter _file;
    private readonly Task _writing;
    private long _lost;

    /// <exception cref="IOException">The file cannot be made.</exception>
    public TopOfBookFile(string path)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!);
        Path = path;
        _file = new StreamWriter(path, append: false) { NewLine = "\n" };
        _file.WriteLine(Header);
        _writing = WriteAsync();
    }

    public string Path { get; }

    public long Lost => Interlocked.Read(ref _lost);

    public void Add(long unixNanoseconds, TopOfBook top)
    {
        var prices = top.Feed.Book is { BidPrice: > 0, AskPrice: > 0 }
            ? string.Create(CultureInfo.InvariantCulture, $"{top.Bid},{top.BidSize},{top.Ask},{top.AskSize}")
            : ",,,";
        if (!_rows.Writer.TryWrite(string.Create(CultureInfo.InvariantCulture, $"{unixNanoseconds},{top.Venue},{top.Symbol},{prices},{Name(top.Feed.Book.State)}")))
            Interlocked.Increment(ref _lost);
    }

    public async ValueTask DisposeAsync()
    {
        _rows.Writer.TryComplete();
        try
        {
            await _writing.ConfigureAwait(false);
        }
        finally
        {
            await _file.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static string Name(BookState state) => state switch
    {
        BookState.Proven => "proven",
        BookState.Broken => "broken",
        _ => "unproven",
    };

    private async Task WriteAsync()
    {
        await foreach (var row in _rows.Reader.ReadAllAsync().ConfigureAwait(false))
            await _file.WriteLineAsync(row).ConfigureAwait(false);
    }
}

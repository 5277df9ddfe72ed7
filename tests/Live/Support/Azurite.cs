using System.Text.RegularExpressions;

namespace Arbit.Tests.Live.Support;

/// <summary>Microsoft's emulator of Azure Storage on loopback, in memory: tables and blobs. One for a class of tests.</summary>
public sealed partial class Azurite : IAsyncLifetime
{
    private const string Account = "devstoreaccount1";

    /// <summary>The emulator's own, the same everywhere.</summary>
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private NodeProgram? _program;

    /// <summary>Of tables and blobs.</summary>
    public string ConnectionString { get; private set; } = "";

    /// <exception cref="Xunit.SkipException">It is not installed.</exception>
    public void Require() => Skip.If(_program is null, NodeProgram.Install);

    public async Task InitializeAsync()
    {
        if (!NodeProgram.IsInstalled)
            return;
        _program = NodeProgram.Start(
            "node_modules/azurite/dist/src/azurite.js", "--inMemoryPersistence", "--blobPort", "0", "--queuePort", "0", "--tablePort", "0", "--skipApiVersionCheck", "--disableTelemetry");
        using var giveUp = new CancellationTokenSource(Patience);
        string? blobs = null;
        string? tables = null;
        while (blobs is null || tables is null)
        {
            if (Listening().Match(await _program.LineAsync(giveUp.Token)) is not { Success: true } match)
                continue;
            if (match.Groups["service"].Value == "Blob")
                blobs = match.Groups["address"].Value;
            else if (match.Groups["service"].Value == "Table")
                tables = match.Groups["address"].Value;
        }

        ConnectionString = $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};BlobEndpoint={blobs}/{Account};TableEndpoint={tables}/{Account};";
    }

    public Task DisposeAsync()
    {
        _program?.Dispose();
        return Task.CompletedTask;
    }

    [GeneratedRegex(@"Azurite (?<service>\w+) service (is|successfully).*listen.* (?<address>http://127\.0\.0\.1:[1-9]\d*)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Listening();
}

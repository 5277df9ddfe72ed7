using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Arbit.Tests.Live.Tables;

/// <summary>A network that carries a request and loses its answer: the next one's, or that of each when it is first asked.</summary>
internal sealed class LostAnswers : HttpPipelineTransport
{
    private readonly HttpClientTransport _inner = new();
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    public bool LoseNext { get; set; }

    public bool LosesEach { get; init; }

    public int Lost { get; private set; }

    /// <summary>How many transactions were asked for, whether for the first time or again.</summary>
    public int Transactions { get; private set; }

    public override Request CreateRequest() => _inner.CreateRequest();

    public override void Process(HttpMessage message) => throw new NotSupportedException();

    public override async ValueTask ProcessAsync(HttpMessage message)
    {
        await _inner.ProcessAsync(message);
        if (message.Request.Uri.ToString().Contains("$batch", StringComparison.Ordinal))
            Transactions++;
        var isLost = LoseNext || (LosesEach && _asked.Add(message.Request.ClientRequestId));
        if (!isLost || message.Request.Method == RequestMethod.Get)
            return;
        LoseNext = false;
        Lost++;
        throw new RequestFailedException("the connection broke", new IOException("reset"));
    }
}

using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Arbit.Tests.Live.Tables;

/// <summary>A network that carries a request and loses its answer.</summary>
internal sealed class LostAnswers : HttpPipelineTransport
{
    private readonly HttpClientTransport _inner = new();

    public bool LoseNext { get; set; }

    public int Lost { get; private set; }

    public override Request CreateRequest() => _inner.CreateRequest();

    public override void Process(HttpMessage message) => throw new NotSupportedException();

    public override async ValueTask ProcessAsync(HttpMessage message)
    {
        await _inner.ProcessAsync(message);
        if (!LoseNext || message.Request.Method == RequestMethod.Get)
            return;
        LoseNext = false;
        Lost++;
        throw new RequestFailedException("the connection broke", new IOException("reset"));
    }
}

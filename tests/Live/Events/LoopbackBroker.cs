using System.Net.Http.Json;
using System.Text.Json;
using Arbit.Tests.Live.Support;

namespace Arbit.Tests.Live.Events;

/// <summary>The broker on rhea, and what it is told to do at its worst.</summary>
internal sealed class LoopbackBroker : IDisposable
{
    private readonly NodeProgram _program;
    private readonly HttpClient _control;

    private LoopbackBroker(NodeProgram program, int port, int control)
    {
        (_program, Port) = (program, port);
        _control = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{control}") };
    }

    public int Port { get; }

    /// <summary>As the official clients take it for an emulator.</summary>
    public string ConnectionString => $"Endpoint=sb://127.0.0.1:{Port};SharedAccessKeyName=test;SharedAccessKey=dGVzdA==;UseDevelopmentEmulator=true";

    /// <exception cref="Xunit.SkipException">It is not installed.</exception>
    public static async Task<LoopbackBroker> StartAsync(CancellationToken giveUp)
    {
        var program = NodeProgram.Start("broker.js", "commands:4", "facts:4", "deadletter:1");
        using var ports = JsonDocument.Parse(await program.LineAsync(giveUp));
        return new LoopbackBroker(program, ports.RootElement.GetProperty("port").GetInt32(), ports.RootElement.GetProperty("control").GetInt32());
    }

    /// <summary>The next so many sends: stored, and no answer comes; stored twice; refused as a busy service does.</summary>
    public Task FaultsAsync(int loseAnswers = 0, int @double = 0, int refuse = 0) => PostAsync("/faults", new { loseAnswers, @double, refuse });

    /// <summary>Every connection breaks.</summary>
    public Task CutAsync() => PostAsync("/cut", new { });

    /// <summary>What of the last faults has not been done yet, and every hub with its partitions, their events and readers.</summary>
    public async Task<JsonElement> PictureAsync(CancellationToken giveUp) => await _control.GetFromJsonAsync<JsonElement>("/", giveUp);

    public async Task<int> EventsAsync(string hub, CancellationToken giveUp)
        => (await PictureAsync(giveUp)).GetProperty("hubs").EnumerateArray().Single(each => each.GetProperty("name").GetString() == hub)
            .GetProperty("partitions").EnumerateArray().Sum(partition => partition.GetProperty("events").GetInt32());

    public void Dispose()
    {
        _control.Dispose();
        _program.Dispose();
    }

    private async Task PostAsync(string path, object content)
    {
        using var answer = await _control.PostAsJsonAsync(path, content);
        answer.EnsureSuccessStatusCode();
    }
}

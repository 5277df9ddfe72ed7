using Arbit.EdgeRunner.Bus;
using Arbit.Messages;
using Arbit.Tests.Support;

namespace Arbit.Tests.Bus;

/// <summary>The bus in process on its file, doubling and delaying as in a run.</summary>
public sealed class InProcessBusTests : EventBusContract
{
    private readonly TemporaryFile _file = new(".db");
    private FallibleBusStore _store = null!;
    private InProcessBus _bus = null!;

    protected override IEventBus Bus => _bus;

    protected override bool LosesPlaces
    {
        set => _store.LosesPlaces = value;
    }

    public override Task InitializeAsync()
    {
        _store = new FallibleBusStore(new SqliteBusStore(_file.Path, TimeProvider.System));
        _bus = new InProcessBus(_store, TimeProvider.System, BusFaults.Usual with { Seed = unchecked((int)Seeds.Current) });
        _bus.Start();
        return Task.CompletedTask;
    }

    public override async Task DisposeAsync()
    {
        await _bus.DisposeAsync();
        _file.Dispose();
        await base.DisposeAsync();
    }

    protected override async Task RestartAsync()
    {
        await _bus.DisposeAsync();
        await InitializeAsync();
    }

    protected override Task<IReadOnlyList<DeadMessage>> DeadLettersAsync() => Task.FromResult(_bus.DeadLetters());

    [Fact]
    public async Task Bytes_that_are_no_message_are_put_aside()
    {
        await using var listener = new Listener(Bus);
        _bus.SendBytes(Hub.Commands, "{\"id\":"u8.ToArray());
        await SendAsync(Message("good", "k"));
        await listener.UntilAsync(1, GiveUp);
        await RestartAsync();
        await using var after = new Listener(Bus);
        await SendAsync(Message("later", "k"));
        await after.UntilAsync(heard => heard.Any(message => message.Id == "later"), GiveUp);
        Assert.Contains("cannot be read", Assert.Single(_bus.DeadLetters()).Reason, StringComparison.Ordinal);
    }
}

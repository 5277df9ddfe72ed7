using Arbit.EdgeRunner.Journal;
using Arbit.EdgeRunner.State;
using Arbit.Live.Events;
using Arbit.Messages;
using Arbit.State;
using Arbit.Tests.Bus;

namespace Arbit.Tests.Live.Events;

/// <summary>The bus on Event Hubs keeps to what every bus keeps to, on the loopback broker.</summary>
public sealed class EventHubsBusTests : EventBusContract
{
    private readonly SqliteStateStore _rows = new(":memory:", SqliteSafety.Nothing);
    private LosingStore _places = null!;
    private LoopbackBroker _broker = null!;
    private EventHubsBus _bus = null!;

    protected override IEventBus Bus => _bus;

    protected override bool LosesPlaces
    {
        set => _places.IsAway = value;
    }

    public override async Task InitializeAsync()
    {
        _broker = await LoopbackBroker.StartAsync(GiveUp);
        _places = new LosingStore(_rows);
        _bus = Open();
    }

    public override async Task DisposeAsync()
    {
        if (_bus is not null)
            await _bus.DisposeAsync();
        _broker?.Dispose();
        _rows.Dispose();
        await base.DisposeAsync();
    }

    protected override async Task RestartAsync()
    {
        await _bus.DisposeAsync();
        _bus = Open();
    }

    protected override Task<IReadOnlyList<DeadMessage>> DeadLettersAsync() => DeadLetterReader.ReadAsync(_broker, GiveUp);

    private EventHubsBus Open() => new(new HubAddress(_broker.ConnectionString), TimeProvider.System, (_, _) => new ReadingTerms(_places, null));
}

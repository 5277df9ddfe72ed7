using Arbit.Accounts;
using Arbit.EdgeRunner.Detection;
using Arbit.EdgeRunner.Engine;
using Arbit.EdgeRunner.Execution;
using Arbit.EdgeRunner.Execution.Records;
using Arbit.EdgeRunner.Fees;
using Arbit.EdgeRunner.Risk;
using Arbit.EdgeRunner.Run;
using Arbit.Markets;
using Arbit.Money;
using Arbit.Strategy;
using Arbit.Tests.Risk;

namespace Arbit.Tests.Fees;

/// <summary>What a real account pays is known once it was read there; what is configured of it is a guess until then.</summary>
public sealed class ReadFeesTests : IDisposable
{
    private readonly RiskBench _bench = new();
    private readonly AuditTrail _audit = new();

    public void Dispose() => _audit.Dispose();

    [Fact]
    public void Until_an_account_was_read_its_paths_are_refused_and_then_they_are_reckoned_with_what_it_pays()
    {
        foreach (var traded in _bench.Instruments)
            traded.ChangeFees(traded.Instrument.Fees with { IsKnown = false });
        var core = Core();
        var gate = new KnownFees();
        Assert.All(core.Paths, path => Assert.Equal(RefusalReason.NoFee, gate.Check(path, 0)));

        Read(core, RiskBench.Alpha, "40");
        Assert.All(core.Paths, path => Assert.Equal(path.Instruments.All(each => each.Instrument.Venue == RiskBench.Alpha) ? RefusalReason.None : RefusalReason.NoFee, gate.Check(path, 0)));
        Read(core, RiskBench.Beta, "10");
        Assert.All(core.Paths, path => Assert.Equal(RefusalReason.None, gate.Check(path, 0)));
        Assert.Equal(Bps.From(40m), _bench.Instruments[0].Instrument.Fees.Taker);
        Assert.Equal(Bps.From(10m), _bench.Instruments[3].Instrument.Fees.Taker);
    }

    private void Read(EngineCore core, Venue venue, string taker)
    {
        var fees = _bench.Instruments.Where(each => each.Instrument.Venue == venue).Select(each => new PairFee(each.Instrument.Symbol, Bps.From(5m), Bps.From(Exact.Parse(taker)))).ToList();
        var payload = RecordCodec.Encode(new ReadFees(venue, fees));
        core.Process(EventKind.Fees, 0, RiskBench.Second, payload, payload.Length);
    }

    private EngineCore Core()
    {
        var settings = new EngineSettings(
            new DetectionSettings(null, null, new Exact(200, 0), long.MaxValue, SizingRules.Careful),
            ExecutionSettings.Default,
            RiskSettings.Default with { RequireKnownFees = true },
            new HashSet<Asset> { RiskBench.Usdt },
            long.MaxValue,
            long.MaxValue);
        var nothing = new NoSideEffects();
        return new EngineCore(settings, [], _bench.Instruments, _bench.Book, nothing, nothing, nothing, _audit, 1);
    }
}

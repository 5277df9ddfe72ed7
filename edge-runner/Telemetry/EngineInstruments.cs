using System.Diagnostics.Metrics;
using Arbit.EdgeRunner.Page;
using Arbit.EdgeRunner.Page.State;
using Arbit.Strategy;

namespace Arbit.EdgeRunner.Telemetry;

/// <summary>What is known of the engine, the ledger and trading, read from the published snapshot.</summary>
internal static class EngineInstruments
{
    private static readonly (TradingStateView State, string Name)[] TradingStates =
        [(TradingStateView.Active, "active"), (TradingStateView.ReduceOnly, "reduce_only"), (TradingStateView.Halted, "halted")];

    private static readonly (TradingMode Mode, string Name)[] Modes = [(TradingMode.Btc, "btc"), (TradingMode.Gold, "gold")];

    private static readonly string[] Verdicts = ["aggressive", "normal", "careful", "stop"];

    public static void Define(Meter meter, IStateSource source)
    {
        Total("mf_candidates_total", "Candidates evaluated.", state => state.Health.CandidatesEvaluated);
        Total("mf_ledger_checks_total", "Checks of the ledger's identity.", state => state.Ledger.Checks);
        Total("mf_ledger_breaks_total", "Checks of the ledger's identity that failed.", state => state.Ledger.Breaks);
        Total("mf_database_dropped_rows_total", "Rows that the database's consumer could not take.", state => state.Health.DatabaseDroppedRows);
        Gauge("mf_queue_depth", "Events waiting for the decider.", state => state.Health.QueueDepth);
        Gauge("mf_journal_lag", "Intents handed to the operating system and not yet on the disk.", state => state.Health.JournalLag);
        Gauge("mf_residuals", "Residual exposures that are open.", state => state.Residuals.Count);
        Gauge("mf_uptime_seconds", "Since the start.", state => state.Program.UptimeSeconds);
        Gauge("mf_lease_held", "1 while the trading lease is held here.", state => state.Lease.State is LeaseStateView.Held or LeaseStateView.Expiring or LeaseStateView.Settling ? 1 : 0);
        Gauge("mf_lease_epoch", "The last known holder's number: higher with every new one.", state => state.Lease.Epoch);
        Gauge("mf_mode_epoch", "The number of the mode's last flip; 0 while it is only configured.", state => state.Epoch);
        Money("mf_value_usd", "Estimated value of everything.", state => state.Value.TotalUsd);
        Money("mf_session_net_usd", "Net profit since the start.", state => state.Pnl.SessionNet);
        Money("mf_residual_usd", "Residual exposure at its worst case.", state => state.Value.ResidualUsd);
        meter.CreateObservableGauge("mf_trading_state", () => TradingStates.Select(known =>
            new Measurement<long>(source.Current.Trading.State == known.State ? 1 : 0, new KeyValuePair<string, object?>("state", known.Name))),
            description: "1 for the state that trading is in.");

        meter.CreateObservableGauge("mf_mode", () => Modes.Select(known =>
            new Measurement<long>(source.Current.Mode == known.Mode ? 1 : 0, new KeyValuePair<string, object?>("mode", known.Name))),
            description: "1 for the mode that is on.");

        meter.CreateObservableGauge("mf_scanner_verdict", () => source.Current.Scanner.SelectMany(market => Verdicts.Select(verdict =>
            new Measurement<long>(market.Verdict == verdict ? 1 : 0, new KeyValuePair<string, object?>("base", market.Base), new KeyValuePair<string, object?>("verdict", verdict)))),
            description: "1 for the Market Scanner's verdict on a base asset.");

        void Total(string name, string help, Func<StateView, long> value) =>
            meter.CreateObservableCounter(name, () => value(source.Current), description: help);

        void Gauge(string name, string help, Func<StateView, long> value) =>
            meter.CreateObservableGauge(name, () => value(source.Current), description: help);

        void Money(string name, string help, Func<StateView, decimal> value) =>
            meter.CreateObservableGauge(name, () => value(source.Current), description: help);
    }
}

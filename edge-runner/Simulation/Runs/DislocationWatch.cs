using Arbit.EdgeRunner.Engine;
using Arbit.EdgeRunner.Simulation.Market;
using Arbit.Strategy;

namespace Arbit.EdgeRunner.Simulation.Runs;

/// <summary>Follows every dislocation while it lasts: whether it ever paid by the market's own books, and whether the bot noticed.</summary>
internal sealed class DislocationWatch(SimulatedMarket market, TrueMarket truth, Tally tally)
{
    private readonly List<Followed> _running = [];

    /// <summary>After a step of the market, before the bot sees it.</summary>
    public void Begin()
    {
        foreach (var dislocation in market.Running)
        {
            if (!_running.Exists(followed => followed.Dislocation == dislocation))
                _running.Add(new Followed(dislocation));
        }

        foreach (var followed in _running)
            followed.Pays |= truth.Pays(followed.Dislocation.Venue, followed.Dislocation.Symbol);
    }

    public void Noted(Opportunity opportunity)
    {
        if (opportunity.Reason == RefusalReason.BelowThreshold)
            return;
        foreach (var instrument in opportunity.Path.Instruments)
        {
            foreach (var followed in _running)
            {
                if (followed.Dislocation.Venue != instrument.Instrument.Venue.Name || followed.Dislocation.VenueSymbol != instrument.Instrument.VenueSymbol)
                    continue;
                followed.WasNoted = true;
                followed.WasTaken |= opportunity.IsTaken;
            }
        }
    }

    /// <summary>After the bot has seen the step.</summary>
    public void End()
    {
        for (var i = _running.Count - 1; i >= 0; i--)
        {
            if (market.Running.Contains(_running[i].Dislocation))
                continue;
            Count(_running[i]);
            _running.RemoveAt(i);
        }
    }

    private void Count(Followed followed)
    {
        tally.Dislocations++;
        tally.Planted += followed.Pays ? 1 : 0;
        tally.Found += followed is { Pays: true, WasNoted: true } ? 1 : 0;
        tally.Taken += followed is { Pays: true, WasTaken: true } ? 1 : 0;
    }

    private sealed class Followed(Dislocation dislocation)
    {
        public Dislocation Dislocation => dislocation;

        public bool Pays { get; set; }

        public bool WasNoted { get; set; }

        public bool WasTaken { get; set; }
    }
}

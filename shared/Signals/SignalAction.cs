namespace Arbit.Signals;

/// <summary>What an alert says to do. A closed set; a heartbeat says nothing.</summary>
public enum SignalAction
{
    None,
    Buy,
    Sell,
}

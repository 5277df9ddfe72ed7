namespace Arbit.EdgeRunner.Simulation.Runs;

/// <summary>Faults as a person writes them: all, none, or some of feed,orders,crash,disk,lease,clock,wallets.</summary>
public static class FaultText
{
    public const string Grammar = "all, none, or some of feed,orders,crash,disk,lease,clock,wallets";

    public static bool TryParse(string text, out SimulatedFaults faults)
    {
        faults = SimulatedFaults.None;
        foreach (var name in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (name.Length == 0 || !char.IsAsciiLetter(name[0]) || !Enum.TryParse<SimulatedFaults>(name, ignoreCase: true, out var fault))
                return false;
            faults |= fault;
        }

        return true;
    }
}

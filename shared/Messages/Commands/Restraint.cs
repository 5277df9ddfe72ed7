namespace Arbit.Messages.Commands;

/// <summary>What a person wants of the trading. A closed set.</summary>
public enum Restraint
{
    Resume,
    Pause,
    Halt,
}

namespace Arbit.EdgeRunner.Venues.Wire;

/// <summary>A member's name of up to seven bytes packed into a number, so that a codec tells names apart with one comparison.</summary>
public static class Key
{
    public const int MaxLength = 7;

    /// <summary>Stands for every name that is longer; no packed name equals it.</summary>
    public const ulong Long = ulong.MaxValue;

    public static ulong Pack(ReadOnlySpan<byte> name)
    {
        ulong key = 0;
        for (var i = name.Length - 1; i >= 0; i--)
            key = (key << 8) | name[i];
        return key;
    }
}

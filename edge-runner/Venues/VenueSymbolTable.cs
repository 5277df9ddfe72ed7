using System.Buffers.Binary;
using System.Numerics;

namespace Arbit.EdgeRunner.Venues;

/// <summary>Finds an instrument by the bytes of its name on the wire, without making a string.</summary>
public sealed class VenueSymbolTable
{
    public const int MaxLength = 32;

    private Entry[] _entries = new Entry[64];
    private int _count;

    public InstrumentFeed? Find(ReadOnlySpan<byte> name)
    {
        var mask = _entries.Length - 1;
        for (var slot = (int)Hash(name) & mask; ; slot = (slot + 1) & mask)
        {
            ref var entry = ref _entries[slot];
            if (entry.Name is null)
                return null;
            if (name.SequenceEqual(entry.Name))
                return entry.Feed;
        }
    }

    public void Add(ReadOnlySpan<byte> name, InstrumentFeed feed)
    {
        if (++_count * 2 > _entries.Length)
            Grow();
        Insert(new Entry(name.ToArray(), feed));
    }

    /// <summary>Of the first and the last bytes and the length: names are short, and tell themselves apart there.</summary>
    private static uint Hash(ReadOnlySpan<byte> name)
    {
        ulong hash = 0;
        if (name.Length >= sizeof(ulong))
        {
            hash = BinaryPrimitives.ReadUInt64LittleEndian(name) ^ BitOperations.RotateLeft(BinaryPrimitives.ReadUInt64LittleEndian(name[^sizeof(ulong)..]), 21);
        }
        else if (name.Length >= sizeof(uint))
        {
            hash = BinaryPrimitives.ReadUInt32LittleEndian(name) | ((ulong)BinaryPrimitives.ReadUInt32LittleEndian(name[^sizeof(uint)..]) << 32);
        }
        else
        {
            foreach (var b in name)
                hash = (hash << 8) | b;
        }

        return (uint)(((hash ^ (ulong)name.Length) * 0x9E3779B97F4A7C15) >> 32);
    }

    private void Grow()
    {
        var old = _entries;
        _entries = new Entry[old.Length * 2];
        foreach (var entry in old)
        {
            if (entry.Name is not null)
                Insert(entry);
        }
    }

    private void Insert(Entry entry)
    {
        var mask = _entries.Length - 1;
        var slot = (int)Hash(entry.Name) & mask;
        while (_entries[slot].Name is not null)
            slot = (slot + 1) & mask;
        _entries[slot] = entry;
    }

    private readonly record struct Entry(byte[]? Name, InstrumentFeed? Feed);
}

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Arbit.EdgeRunner.Books;

/// <summary>
/// Levels sorted by key in blocks of at most 16, the highest last. A change touches one block, so that a level a thousand deep
/// costs hardly more than the best: in one flat array, moving what stands behind it was half the time of keeping a book. Sixteen
/// is what was fastest on the longest capture (64, 32 and 16 were tried).
/// </summary>
internal sealed class LevelBlocks
{
    private const int BlockSize = 16;
    private const int SparseBelow = 5;
    private const int MergedAtMost = 12;

    /// <summary>Blocks lie side by side here, wherever there was room.</summary>
    private long[] _keys;
    private long[] _quantities;

    /// <summary>By rank, lowest keys first: where the block lies, how full it is, and its lowest key.</summary>
    private int[] _offsets;
    private int[] _counts;
    private long[] _lowest;
    private int[] _free;
    private int _freeCount;
    private int _last;
    private int _touched;

    public LevelBlocks(int capacity)
    {
        var blocks = Math.Max(2, capacity / BlockSize * 2);
        _keys = new long[blocks * BlockSize];
        _quantities = new long[blocks * BlockSize];
        _offsets = new int[blocks];
        _counts = new int[blocks];
        _lowest = new long[blocks];
        _free = new int[blocks];
        Clear();
    }

    public int Count { get; private set; }

    /// <summary>The key of a level, 0 the highest.</summary>
    public long Key(int level) => _keys[Locate(level)];

    public ref long Quantity(int level) => ref _quantities[Locate(level)];

    /// <summary>Sets a level's quantity; zero removes it.</summary>
    public void Set(long key, long quantity)
    {
        // The changes of a message come sorted, best first: the next is mostly in the block of the last one, or a little behind.
        var block = _touched;
        if (block >= _last || key >= _lowest[block + 1])
            block = _last;
        while (block > 0 && key < _lowest[block])
            block--;
        _touched = block;
        var offset = _offsets[block];
        var count = _counts[block];
        var at = LowerBound(offset, count, key);
        if (at < count && _keys[offset + at] == key)
        {
            if (quantity != 0)
                _quantities[offset + at] = quantity;
            else
                RemoveAt(block, at);
        }
        else if (quantity != 0)
        {
            InsertAt(block, at, key, quantity);
        }
    }

    /// <summary>Removes from the lowest keys on until so many are left.</summary>
    public void KeepHighest(int count)
    {
        while (Count > count)
        {
            var excess = Count - count;
            var first = _counts[0];
            if (excess >= first && _last > 0)
            {
                Count -= first;
                DropBlock(0);
                continue;
            }

            var removed = Math.Min(excess, first);
            Move(_offsets[0] + removed, _offsets[0], first - removed);
            _counts[0] -= removed;
            _lowest[0] = _keys[_offsets[0]];
            Count -= removed;
        }
    }

    public void Clear()
    {
        Count = 0;
        _last = 0;
        _counts[0] = 0;
        _offsets[0] = 0;
        _freeCount = 0;
        for (var block = _offsets.Length - 1; block > 0; block--)
            _free[_freeCount++] = block * BlockSize;
    }

    /// <summary>Changes every key in place; the order must stay.</summary>
    public void Map(Func<long, long> key, Func<long, long> quantity)
    {
        for (var block = 0; block <= _last; block++)
        {
            for (var i = _offsets[block]; i < _offsets[block] + _counts[block]; i++)
            {
                _keys[i] = key(_keys[i]);
                _quantities[i] = quantity(_quantities[i]);
            }

            _lowest[block] = _keys[_offsets[block]];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Locate(int level)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(level, Count);
        var block = _last;
        while (level >= _counts[block])
            level -= _counts[block--];
        return _offsets[block] + _counts[block] - 1 - level;
    }

    /// <summary>
    /// How many keys of a block are lower: all of them are compared, four at a time. What a diff touches cannot be foreseen, so a
    /// search that branches guesses wrong at every step.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int LowerBound(int offset, int count, long key)
    {
        ref var keys = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_keys), offset);
        var lower = Vector256<long>.Zero;
        var wanted = Vector256.Create(key);
        var i = 0;
        for (; i + Vector256<long>.Count <= count; i += Vector256<long>.Count)
            lower += Vector256.LessThan(Vector256.LoadUnsafe(ref keys, (nuint)i), wanted);

        // Where it is true, a comparison answers −1.
        var low = (int)-Vector256.Sum(lower);
        for (; i < count; i++)
            low += IsLess(Unsafe.Add(ref keys, i), key);
        return low;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int IsLess(long a, long b) => a < b ? 1 : 0;

    private void InsertAt(int block, int at, long key, long quantity)
    {
        if (_counts[block] == BlockSize)
        {
            Split(block);
            if (at > BlockSize / 2)
            {
                block++;
                at -= BlockSize / 2;
            }
        }

        var offset = _offsets[block];
        ShiftUp(ref _keys[offset + at], _counts[block] - at);
        ShiftUp(ref _quantities[offset + at], _counts[block] - at);
        _keys[offset + at] = key;
        _quantities[offset + at] = quantity;
        _counts[block]++;
        if (at == 0)
            _lowest[block] = key;
        Count++;
    }

    private void RemoveAt(int block, int at)
    {
        var offset = _offsets[block];
        var count = --_counts[block];
        Count--;
        ShiftDown(ref _keys[offset + at], count - at);
        ShiftDown(ref _quantities[offset + at], count - at);
        if (count == 0 && _last > 0)
            DropBlock(block);
        else if (at == 0)
            _lowest[block] = _keys[offset];
        if (count is > 0 and < SparseBelow && block > 0 && _counts[block - 1] + count <= MergedAtMost)
            Merge(block);
    }

    /// <summary>The upper half of a full block becomes a block of its own.</summary>
    private void Split(int block)
    {
        if (_freeCount == 0)
            Grow();
        var after = _last - block;
        Array.Copy(_offsets, block + 1, _offsets, block + 2, after);
        Array.Copy(_counts, block + 1, _counts, block + 2, after);
        Array.Copy(_lowest, block + 1, _lowest, block + 2, after);
        _last++;
        var offset = _free[--_freeCount];
        _offsets[block + 1] = offset;
        Move(_offsets[block] + (BlockSize / 2), offset, BlockSize / 2);
        _counts[block] = _counts[block + 1] = BlockSize / 2;
        _lowest[block + 1] = _keys[offset];
    }

    private void Merge(int block)
    {
        Move(_offsets[block], _offsets[block - 1] + _counts[block - 1], _counts[block]);
        _counts[block - 1] += _counts[block];
        DropBlock(block);
    }

    private void DropBlock(int block)
    {
        _free[_freeCount++] = _offsets[block];
        var after = _last - block;
        Array.Copy(_offsets, block + 1, _offsets, block, after);
        Array.Copy(_counts, block + 1, _counts, block, after);
        Array.Copy(_lowest, block + 1, _lowest, block, after);
        _last--;
    }

    /// <summary>
    /// So many levels from here, one place up. The framework's copy leaves overlapping ranges to native code, which costs more
    /// than the half block that is moved here.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ShiftUp(ref long from, int count)
    {
        var i = count;
        for (; i >= Vector256<long>.Count; i -= Vector256<long>.Count)
            Vector256.LoadUnsafe(ref from, (nuint)(i - Vector256<long>.Count)).StoreUnsafe(ref from, (nuint)(i - Vector256<long>.Count + 1));
        for (; i > 0; i--)
            Unsafe.Add(ref from, i) = Unsafe.Add(ref from, i - 1);
    }

    /// <summary>So many levels behind this one, one place down.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ShiftDown(ref long to, int count)
    {
        var i = 0;
        for (; i + Vector256<long>.Count <= count; i += Vector256<long>.Count)
            Vector256.LoadUnsafe(ref to, (nuint)(i + 1)).StoreUnsafe(ref to, (nuint)i);
        for (; i < count; i++)
            Unsafe.Add(ref to, i) = Unsafe.Add(ref to, i + 1);
    }

    private void Move(int from, int to, int count)
    {
        _keys.AsSpan(from, count).CopyTo(_keys.AsSpan(to));
        _quantities.AsSpan(from, count).CopyTo(_quantities.AsSpan(to));
    }

    private void Grow()
    {
        var blocks = _offsets.Length;
        Array.Resize(ref _keys, _keys.Length * 2);
        Array.Resize(ref _quantities, _quantities.Length * 2);
        Array.Resize(ref _offsets, blocks * 2);
        Array.Resize(ref _counts, blocks * 2);
        Array.Resize(ref _lowest, blocks * 2);
        Array.Resize(ref _free, blocks * 2);
        for (var block = (blocks * 2) - 1; block >= blocks; block--)
            _free[_freeCount++] = block * BlockSize;
    }
}
